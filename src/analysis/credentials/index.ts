export { evidenceIn } from './evidence.js'
export { credentialsAt } from './place.js'
export { refusedToken } from './refused-token.js'
export { isWithheld } from './withheld.js'
