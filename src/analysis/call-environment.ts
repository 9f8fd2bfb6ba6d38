import type * as t from 'typescript'
import type { Environment } from './values.js'

/** Arguments of a call for the parameters of its function. */
export function callEnvironment(
  fn: { readonly parameters: readonly t.ParameterDeclaration[] },
  args: readonly t.Expression[],
  environment?: Environment,
): Environment {
  return {
    argumentOf: (parameter) => {
      const index = fn.parameters.indexOf(parameter)
      if (index < 0) return environment?.argumentOf(parameter)
      const spread = args.findIndex(isSpread)
      if (spread >= 0 && spread <= index) return undefined
      return { expression: args[index], environment }
    },
  }
}

/** A spread has no single value; told by its first characters, which needs no compiler. */
function isSpread(node: t.Expression): boolean {
  return node.getText().startsWith('...')
}
