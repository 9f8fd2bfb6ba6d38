import path from 'node:path'
import { listTracked } from './git.js'
import { walk } from './walk.js'

/** Every file of a package, absolute, whatever the scope of the run is: what git tracks or would track, else what lies there. */
export function filesOfPackage(folder: string): readonly string[] {
  return listTracked(folder, ['.'])?.map((one) => path.resolve(folder, one)) ?? walk(folder, true)
}
