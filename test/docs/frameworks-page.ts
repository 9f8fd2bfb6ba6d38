import type { DocumentFact, Framework } from '../../src/frameworks/define.js'
import { statusConstants } from '../../src/frameworks/status-constants.js'

/** docs/frameworks.md, from the facts. */
export function frameworksPage(frameworks: readonly Framework[]): string {
  return `# Frameworks

<!-- Written by test/docs/frameworks-page.ts from src/frameworks. Change the facts there, then run: npm run docs -->

Each framework is one file of facts in \`src/frameworks\`, and each fact is tested against the real framework in the versions named first; those that are alike answered the same tests in the same way, but for what is said. A response of anything else is not judged: an object that only happens to have a \`status\` method is no response.

${table([
  ['framework', 'measured with', 'on a 401 without the header, add', '`http-status fix`'],
  ...frameworks.map((facts) => [facts.title, measured(facts), forms(facts).join('<br>'), rewrite(facts)]),
])}

"Reports" means that the command lists the place together with the form to write, and leaves the code alone.

## What differs by release

${table([
  ['releases', 'known by', 'what differs'],
  ...frameworks.flatMap(({ lines = [] }) =>
    lines.map(({ title, releases, differs }) => [
      title,
      Object.entries(releases)
        .map(([name, range]) => code(range === '*' ? name : `${name} ${range}`))
        .join(', '),
      differs.map(escapeCell).join('<br>'),
    ]),
  ),
])}

Which of them is in use is read, in this order, from the overrides of the manifests above a file (\`overrides\`, \`resolutions\`, \`pnpm.overrides\`), from the range in the nearest manifest that names the package (catalogs, \`npm:\` aliases of the same package, \`workspace:\` and \`link:\` are followed; a peer range counts for more than what is installed for tests), from the versions in the lockfile, and from the package in \`node_modules\`. The next source is asked only where the one before leaves several open.

When nothing tells it, only what holds in all of them is reported, and a place where they differ is left: the command lists it as \`version-unknown\`.

## What differs by kind of route

${frameworks.flatMap(({ title, documents }) => (documents ? [documentParagraph(title, documents)] : [])).join('\n\n')}

## What a response is known by

Strongest first: its type (\`Response\` of Express, \`FastifyReply\`, \`NextApiResponse\`), the module that its value is imported from, being the parameter of a handler that is registered or exported, and its name in a file or package that uses the framework. These packages show that a file uses one:

${table([
  ['framework', 'packages'],
  ...frameworks
    .filter(({ packages }) => packages.length > 0)
    .map(({ title, packages }) => [title, packages.map(code).join(', ')]),
])}

## Status constants

A status may be a number, a numeric string where the framework takes one, a constant or an enum of yours, or a member of ${[
    ...new Set(statusConstants.map(({ module }) => code(module))),
  ].join(', ')}.
`
}

function documentParagraph(title: string, { handlers, components, headers, boundary }: DocumentFact): string {
  const names = (list: readonly string[]): string => list.map(code).join(' or ')
  return `${title}: a module that exports ${names(handlers)} and no ${names(components)} sends the response of its handler as it is. With one of these it answers with a document, and sends what its own ${code(headers)} export hands on and nothing else. What is thrown is answered by the nearest route that exports ${code(boundary)}, and by the ${code(headers)} of that one. There a header in the init is no header: the rule reports the place, and the command leaves it as ${code('document-route')}.`
}

function measured({ measured: versions, alike }: Framework): string {
  return alike === undefined ? versions : `${versions}<br>alike: ${escapeCell(alike)}`
}

/** Every way to put the header on, each once; a code span around what is code in the facts' own words. */
function forms({ objects = [], builders = [], exceptions = [], lines = [], documents }: Framework): string[] {
  const answers = [
    ...builders,
    ...exceptions,
    ...lines.flatMap(({ facts }) => facts.exceptions ?? []),
    ...(documents ? [documents] : []),
  ].filter((one) => !('status' in one) || !('fixed' in one.status) || one.status.fixed === 401)
  return [...new Set([...objects, ...answers].map(({ form }) => escapeCell(form)))]
}

function rewrite({ objects = [], builders = [] }: Framework): string {
  const variants = [...objects, ...builders].map(({ variant }) => variant)
  if (variants.every((variant) => variant === undefined)) return 'reports'
  return 'rewrites'
}

function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
