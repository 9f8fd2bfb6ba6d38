/** Words without which no rule can have anything to say; deliberately wider than the plugin's own text test. */
export const WORDS = /401|403|unauthori|forbidden|www-authenticate|authorization|bearer|challenge/i
