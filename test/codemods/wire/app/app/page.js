export default function Page() {
  return 'open'
}
