import preact from "@preact/preset-vite";
import { defineConfig } from "vite";

// Addresses are relative, so that a proxy may put the service below a path.
// Nothing is inlined: the page's policy takes scripts and styles from files of this origin only.
const service = process.env.CHANCERY_URL ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  // `npm run dev` shows the page as it is written, on the service that CHANCERY_URL names.
  server: {
    proxy: Object.fromEntries(
      ["/v1", "/docs", "/readyz", "/openapi.json"].map((path) => [
        path,
        {
          target: service,
          changeOrigin: true,
          configure: (proxy) => proxy.on("proxyReq", (asked) => asked.setHeader("Origin", service)),
        },
      ]),
    ),
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    // One file of styles: a part whose code comes later has them already.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
});
