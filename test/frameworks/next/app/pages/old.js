/** Makes Next serve the folder `pages` too. */
export default function Page() {
  return 'open'
}
