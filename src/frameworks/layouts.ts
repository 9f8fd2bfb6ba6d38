/** How a framework lays out a project: what it builds itself, which imports it resolves there, and where its server code is shared. */
export interface Layout {
  /** One of these is among the dependencies. */
  readonly packages: readonly string[]
  /** The files that it builds itself, by their paths in the package; whatever else lies there is run by something else. */
  readonly builds: RegExp
  /** It resolves `paths` of the package's tsconfig.json or jsconfig.json: by itself, or with this package beside it. */
  readonly resolvesPaths?: 'always' | { readonly beside: string }
  /** Aliases that it brings along: what stands before the path, and the folder that is meant. */
  readonly aliases?: Readonly<Record<string, string>>
  /** The folder from which its server code is shared. */
  readonly shared?: string
  /** Folders of which it gives every file a meaning, or that hold nothing that could be imported from. */
  readonly routed?: RegExp
}

/** The layouts that are known, as the documentation of each framework describes them; Nuxt's was built and asked with 4.4.5. */
export const layouts: readonly Layout[] = [
  {
    packages: ['next'],
    builds: /^(?:src\/)?(?:(?:app|pages)\/|(?:middleware|proxy|instrumentation)\.[jt]s$)/,
    resolvesPaths: 'always',
    routed: /^(?:src\/)?(?:app|pages)$/,
  },
  {
    packages: ['@sveltejs/kit'],
    builds: /^src\//,
    aliases: { '$lib/': 'src/lib/' },
    shared: 'src/lib/server',
    routed: /^src\/(?:routes|params)$/,
  },
  {
    packages: ['nuxt'],
    builds: /^server\//,
    aliases: { '~~/': '', '@@/': '' },
    shared: 'server/utils',
    routed: /^server\/(?:api|routes|middleware|plugins|tasks)$/,
  },
  {
    packages: ['@react-router/dev', '@remix-run/dev'],
    builds: /^app\//,
    resolvesPaths: { beside: 'vite-tsconfig-paths' },
    routed: /^app\/routes$/,
  },
]
