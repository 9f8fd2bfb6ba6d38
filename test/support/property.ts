import fc from 'fast-check'

// The same values in every run, so that what fails in one place fails in the other. SEED=… draws others.
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 9110) })

export default fc
