// SvelteKit 1 beside the other one: its peers (Vite 4, Svelte 4) cannot stand in one tree with those of SvelteKit 2.
export * from '@sveltejs/kit'
