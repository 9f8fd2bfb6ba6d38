import type * as t from 'typescript'

/** Arguments for parameters, when a function is looked at from one call. */
export interface Environment {
  readonly argumentOf: (
    parameter: t.ParameterDeclaration,
  ) => { readonly expression: t.Expression | undefined; readonly environment: Environment | undefined } | undefined
}

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
