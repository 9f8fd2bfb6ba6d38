/** The package that a specifier names a file of: `@nestjs/common` of `@nestjs/common/enums`. */
export function packageOfModule(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
