#!/usr/bin/env node
// The main job on three small servers: what ESLint finds, then what the codemod would change. Nothing in the repository is written.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ESLint } from 'eslint'
import tseslint from 'typescript-eslint'
import httpStatus from 'eslint-plugin-http-status'

const apps = fileURLToPath(new URL('app', import.meta.url))
const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

// A copy outside the repository: responses below a folder named test are not judged, those of a server are.
const copy = mkdtempSync(path.join(tmpdir(), 'http-status-demo-'))
try {
  cpSync(apps, copy, { recursive: true })

  heading('ESLint, preset recommended')
  const eslint = new ESLint({
    cwd: copy,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.{ts,tsx,js}'] },
      { files: ['**/*.{ts,tsx}'], languageOptions: { parser: tseslint.parser } },
      { files: ['fastify/**/*.js'], languageOptions: { sourceType: 'commonjs' } },
      httpStatus.configs.recommended,
    ],
  })
  const results = await eslint.lintFiles(['.'])
  const formatter = await eslint.loadFormatter('stylish')
  console.log((await formatter.format(results)).replaceAll(`${copy}${path.sep}`, '').trim())

  heading('npx http-status')
  const { status } = spawnSync(process.execPath, [command], { cwd: copy, stdio: ['ignore', 'inherit', 'inherit'] })
  process.exitCode = status ?? 1
} finally {
  rmSync(copy, { recursive: true, force: true })
}

function heading(text) {
  console.log(`\n── ${text} ${'─'.repeat(Math.max(0, 76 - text.length))}\n`)
}
