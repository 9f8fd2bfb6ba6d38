/** Filters the list. Without scripts the whole list stands there and the form does not show. */
export const SCRIPT = `
'use strict'
const form = document.querySelector('form.filters')
const output = document.querySelector('output')
const articles = [...document.querySelectorAll('article')]
const sections = [...document.querySelectorAll('section.file')]
const texts = new Map(articles.map((one) => [one, one.closest('section').dataset.path.toLowerCase() + ' ' + one.textContent.toLowerCase()]))
function filter() {
  const wanted = new FormData(form)
  const words = String(wanted.get('text')).toLowerCase().split(/\\s+/).filter(Boolean)
  const fits = (article, name) => !wanted.get(name) || article.dataset[name].split(' ').includes(wanted.get(name))
  let shown = 0
  for (const article of articles) {
    const isShown = ['verdict', 'subject', 'rule', 'framework'].every((name) => fits(article, name)) &&
      words.every((word) => texts.get(article).includes(word))
    article.hidden = !isShown
    if (isShown) shown++
  }
  for (const section of sections) section.hidden = !section.querySelector('article:not([hidden])')
  output.value = shown === articles.length ? 'All ' + shown + ' places are shown.' : shown + ' of ' + articles.length + ' places are shown.'
}
form.hidden = false
form.addEventListener('input', filter)
form.addEventListener('reset', (event) => {
  event.preventDefault()
  for (const one of form.querySelectorAll('input, select')) one.value = ''
  filter()
})
form.addEventListener('submit', (event) => event.preventDefault())
window.addEventListener('beforeprint', () => { for (const one of document.querySelectorAll('details')) one.open = true })
filter()
`
