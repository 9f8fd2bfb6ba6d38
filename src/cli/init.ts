/** What `init` prints: the lines to add by hand. */
export const INIT_LINES = `Install the plugin:

  npm install --save-dev eslint-plugin-http-status

Add it to eslint.config.js:

  import { defineConfig } from 'eslint/config'
  import httpStatus from 'eslint-plugin-http-status'

  export default defineConfig([
    httpStatus.configs.recommended,
  ])
`
