import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureBuilt } from '../support/built.js'
import { root } from '../support/repository.js'

/** Prints every module that an `import` loads, one URL a line. */
const RECORDER = `
  import { writeSync } from 'node:fs'
  export async function load(url, context, next) { writeSync(1, url + '\\n'); return next(url, context) }
`
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(dataUrl(RECORDER))})`

function dataUrl(script: string): string {
  return `data:text/javascript,${encodeURIComponent(script)}`
}

function node(...args: string[]): string[] {
  return execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean)
}

function isOurs(file: string): boolean {
  return path.dirname(file) === path.join(root, 'dist')
}

describe('Loading the plugin', () => {
  beforeAll(ensureBuilt)

  it('loads nothing but its own files with import', () => {
    const urls = node('--import', dataUrl(REGISTER), path.join(root, 'dist/index.js'))
    const files = urls.filter((url) => url.startsWith('file:')).map((url) => new URL(url).pathname)
    expect(files).toContain(path.join(root, 'dist/index.js'))
    expect(files.filter((file) => !isOurs(file))).toEqual([])
  })

  it('loads nothing but its own files with require', () => {
    const files = node('-e', "require('./dist/index.cjs'); console.log(Object.keys(require.cache).join('\\n'))")
    expect(files).toContain(path.join(root, 'dist/index.cjs'))
    expect(files.filter((file) => !isOurs(file))).toEqual([])
  })

  it('gives the plugin itself to require', () => {
    const names = node('-e', "console.log(Object.keys(require('./dist/index.cjs')).sort().join('\\n'))")
    expect(names).toEqual(['configs', 'meta', 'rules'])
  })
})
