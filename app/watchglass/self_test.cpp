#include "app/watchglass/self_test.h"

#include "app/watchglass/self_test_parts.h"

#include <QGuiApplication>

#include <cstdio>

namespace watchglass::app {

std::vector<Check> selfTestChecks(const QString &picture)
{
    return {
        {QStringLiteral("fonts"), checkFonts},
        {QStringLiteral("widgets"), checkWidgets},
        {QStringLiteral("charts"), checkCharts},
        {QStringLiteral("plots"), checkPlots},
        {QStringLiteral("drawings (SVG)"), checkSvg},
        {QStringLiteral("pictures"), checkImageFormats},
        {QStringLiteral("JSON"), checkJson},
        {QStringLiteral("database (SQLite)"), checkDatabase},
        {QStringLiteral("encryption (TLS)"), checkTls},
        {QStringLiteral("WebSocket"), checkWebSocket},
        {QStringLiteral("keychain"), checkKeychain},
        {QStringLiteral("sound"), checkSound},
        {QStringLiteral("demo fleet"), [picture] { return checkFleet(picture); }},
    };
}

int runSelfTest(const std::vector<Check> &checks)
{
    int failed = 0;
    for (const Check &check : checks) {
        const CheckOutcome outcome = check.run();
        const bool isFailed = !outcome.holds && outcome.isNeeded;
        failed += isFailed ? 1 : 0;
        const char *word = outcome.holds ? "ok" : isFailed ? "FAILED" : "absent";
        std::printf("%-7s %-18s %s\n", word, qUtf8Printable(check.name), qUtf8Printable(outcome.text));
        std::fflush(stdout);
    }
    if (failed > 0)
        std::printf("%d of %zu checks failed\n", failed, checks.size());
    else
        std::printf("all %zu checks passed on %s\n", checks.size(), qUtf8Printable(QGuiApplication::platformName()));
    std::fflush(stdout);
    return failed > 0 ? 1 : 0;
}

} // namespace watchglass::app
