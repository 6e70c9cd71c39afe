"""How fast pages are over a slow line: what Lighthouse calls "slow 4G", which is what a telephone has in a full train."""
import statistics

LATENCY_MS = 150
DOWN_BYTES_S = 1_638_400 // 8
UP_BYTES_S = 750_000 // 8
# A middling telephone.
CPU_SLOWDOWN = 4
RUNS = 5


def measure(story):
    print(f"{'page':<18}{'LCP p50 ms':>12}{'FCP ms':>9}{'CLS':>7}{'bytes':>9}{'requests':>10}   (cold cache, slow 4G, CPU / {CPU_SLOWDOWN})")
    for name, (who, path) in story.pages().items():
        if name.startswith("erreur"):
            continue
        runs = [visit(story, who, path) for _ in range(RUNS)]
        middle = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        print(f"{name:<18}{middle['lcp']:>12.0f}{middle['fcp']:>9.0f}{middle['cls']:>7.3f}{middle['bytes']:>9.0f}{middle['requests']:>10.0f}", flush=True)


def visit(story, who, path):
    tab = story.tab(who, width=375)
    session = tab.context.new_cdp_session(tab.page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN_BYTES_S, "uploadThroughput": UP_BYTES_S})
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    finished = []
    session.on("Network.loadingFinished", lambda event: finished.append(event["encodedDataLength"]))
    tab.open(path)
    tab.settle()
    seen = tab.page.evaluate("""() => new Promise((resolve) => {
        let lcp = 0, cls = 0;
        new PerformanceObserver((list) => list.getEntries().forEach((one) => { lcp = one.startTime; }))
            .observe({ type: "largest-contentful-paint", buffered: true });
        new PerformanceObserver((list) => list.getEntries().forEach((one) => { cls += one.value; }))
            .observe({ type: "layout-shift", buffered: true });
        setTimeout(() => resolve({ lcp, cls, fcp: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0 }), 200);
    })""")
    tab.finish()
    return seen | {"bytes": sum(finished), "requests": len(finished)}
