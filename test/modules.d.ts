/** The previous major version under another name; close enough in type for what the tests call. */
declare module 'express4' {
  import express from 'express'
  export default express
}
