/** Words without which no rule can have anything to say; deliberately wider than the plugin's own text test. */
export const WORDS = /4_?0[13]|0x19[13]|auth|forbid|bearer|challenge|jwtverify/i
