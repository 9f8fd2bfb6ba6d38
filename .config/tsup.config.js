import { defineConfig } from 'tsup'

const shared = {
  target: 'node20',
  platform: 'node',
  outDir: 'dist',
  // The build script empties dist once; two builds that each cleaned it would delete the other's files.
  clean: false,
  splitting: true,
  silent: true,
}

export default defineConfig([
  {
    ...shared,
    entry: { index: 'src/index.ts' },
    format: ['esm', 'cjs'],
    // import.meta.url in the CommonJS build.
    shims: true,
    // `module.exports = plugin`, as .d.cts says; tsup does this only together with splitting.
    cjsInterop: true,
    // TypeScript 6 refuses the baseUrl that tsup's declaration build passes.
    dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  },
  {
    ...shared,
    entry: { cli: 'src/cli/main.ts' },
    format: ['esm'],
    dts: false,
  },
])
