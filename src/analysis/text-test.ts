/**
 * The text test that runs before any tree. A file in which it finds nothing cannot contain a finding:
 * every finding stands in a file that names the status, the header or the scheme in one of these ways.
 * One regular expression for all rules (a separate one in each rule costs more than none).
 */
const MAY_CONTAIN = /401|403|4_0[13]|0x19[13]|authoriz|authenticat|unauth|forbid|bearer|auth_?header|basic-auth/i

/** Whether `text` can contain a finding of any rule. False never hides one: a test compares both ways over the whole corpus. */
export function mayContainFindings(text: string): boolean {
  return MAY_CONTAIN.test(text)
}
