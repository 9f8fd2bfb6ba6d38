export default { experimental: { authInterrupts: true } }
