/** What `--help` prints. Kept as text: building it from a table would cost more start-up time than the whole command. */
export const HELP = `http-status: find and fix 401 responses without a challenge, and what belongs to them

Usage
  http-status [fix] [paths…]     show what would change; nothing is written
  http-status fix --write        change the files
  http-status fix -i             ask for every change, then write those that were accepted
  http-status check [paths…]     for CI: exit 1 when something would change or is left to do
  http-status init               add the plugin to the ESLint configuration; shows the diff first

What is changed
  --only NAMES          header, forbidden, bearer; and unauthorized, challenge, which list only; separated by commas
  --safe                additive edits only: no status and no accepted token changes
  --challenge TEXT      the challenge, for example 'Bearer realm="api"'; otherwise chosen by evidence and printed
  --realm NAME          the realm of the challenge
  --style STYLE         helper (default): wrap the response; inline: write the header in place
  --helper-path FILE    helper file, relative to each package (default src/lib/http-auth.ts or its like)
  --strict-token68      parseBearer accepts the characters of token68 only

Which files
  --include GLOB, --exclude GLOB   more than once if need be
  --no-gitignore        ignored files too (never node_modules)
  --since REF           files changed since a commit
  --staged              files in the index
  --tsconfig FILE       in place of each package's own

Known places
  --baseline FILE       with check: places that the file remembers do not count; gone ones are named
  --update-baseline     write FILE as it is now

Writing
  --write               write the files; each is replaced as a whole
  -i, --interactive     one place at a time: yes, no, all of this rule, rest of file, skip file, why, quit (keeps what was
                        accepted); needs a terminal
  --allow-dirty         also write files with uncommitted changes
  --no-verify           keep edits that bring a type error; otherwise each is undone alone and named
  --verify              check types and formatting in a preview too, which takes as long as a compilation; check looks
                        at the types of files with something to change by itself
  --no-format           leave the formatting of edits to you; otherwise files that the project's own Prettier or
                        Biome found clean are clean afterwards

With init
  --preset NAME         recommended (default) or strict
  --write               write without asking

Output
  --format FORMAT       text (default), json, sarif, junit, github, markdown or html
  --output-file FILE    the report into a file
  --patch FILE          the diff alone into a file
  --quiet, --verbose, --no-color
  -h, --help, -V, --version

Exit codes
  0  done, or nothing to do
  1  check found something that would change or is left to do; init left the configuration to be edited by hand
  2  wrong usage or configuration, uncommitted changes in files to be written, not a project
  3  finished, but some files could not be read, parsed, verified or written; they are listed
  130  interrupted; every file is whole, and what was written is listed
`
