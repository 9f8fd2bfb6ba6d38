/** A change of the status, and how names of the old status are those of the new one. */
export interface Turn {
  readonly from: 401 | 403
  readonly to: 401 | 403
  /** The name of the same thing for the other status, in the same case; `undefined` when a name does not speak of it. */
  readonly rename: (name: string) => string | undefined
  /** The other way round. */
  readonly renameBack: (name: string) => string | undefined
}
