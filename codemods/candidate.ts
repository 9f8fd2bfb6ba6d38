/** A file whose text passed the text test. */
export interface Candidate {
  readonly path: string
  readonly text: string
}
