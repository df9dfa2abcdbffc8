#include "app/watchglass/version_text.h"

#include "app/watchglass/self_test_parts.h"
#include "ui/plot/custom_plot.h"

#include <QSysInfo>

#include <archive.h>
#include <zlib.h>

namespace watchglass::app {

QString versionText()
{
    const QStringList version = QCoreApplication::applicationVersion().split(QLatin1Char('+'));
    QString text = QStringLiteral("watchglass %1").arg(version.value(0));
    if (version.size() > 1)
        text += QStringLiteral(" (commit %1)").arg(version.value(1));
    const auto line = [&text](const char *name, const QString &value) {
        text += QStringLiteral("\n  %1%2").arg(QString::fromLatin1(name).leftJustified(13), value);
    };
    line("Qt", QStringLiteral("%1, built with " QT_VERSION_STR).arg(QLatin1String(qVersion())));
    line("QCustomPlot", QStringLiteral(QCUSTOMPLOT_VERSION_STR));
    line("JSON", checkJson().text);
    line("SQLite", checkDatabase().text);
    line("TLS", checkTls().text);
    line("zlib", QLatin1String(zlibVersion()));
    line("libarchive", QLatin1String(archive_version_string()).mid(int(std::string_view("libarchive ").size())));
    line("system", QStringLiteral("%1, %2").arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()));
    return text + QLatin1Char('\n');
}

} // namespace watchglass::app
