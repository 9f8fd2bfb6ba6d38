import type { Framework } from '../../src/frameworks/define.js'
import { statusConstants } from '../../src/frameworks/status-constants.js'

/** docs/frameworks.md, from the facts. */
export function frameworksPage(frameworks: readonly Framework[]): string {
  return `# Frameworks

<!-- Written by test/docs/frameworks-page.ts from src/frameworks. Change the facts there, then run: npm run docs -->

Each framework is one file of facts in \`src/frameworks\`, and each fact is tested against the real framework in the version named here. A response of anything else is not judged: an object that only happens to have a \`status\` method is no response.

${table([
  ['framework', 'measured with', 'on a 401 without the header, add', '`http-status fix`'],
  ...frameworks.map((facts) => [facts.title, facts.measured, forms(facts).join('<br>'), rewrite(facts)]),
])}

"Reports" means that the command lists the place together with the form to write, and leaves the code alone.

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

/** Every way to put the header on, each once; a code span around what is code in the facts' own words. */
function forms({ objects = [], builders = [], exceptions = [] }: Framework): string[] {
  const answers = [...builders, ...exceptions].filter(({ status }) => !('fixed' in status) || status.fixed === 401)
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
