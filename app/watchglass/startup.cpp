#include "app/watchglass/startup.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QStandardPaths>
#include <QTranslator>

namespace watchglass::app {

namespace {

constexpr auto scaleVariable = "QT_SCALE_FACTOR";
constexpr auto zoneVariable = "TZ";

void install(const QLocale &locale, const QString &name, const QString &folder)
{
    auto *translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, name, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

QString settingsPath(const QString &dataDir)
{
    const QString dir =
        dataDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) : dataDir;
    return QDir(dir).filePath(QStringLiteral("watchglass.ini"));
}

void prepareEnvironment(const settings::Settings &settings)
{
    const int percent = settings.appearance.scalePercent;
    if (percent != 100 && !qEnvironmentVariableIsSet(scaleVariable))
        qputenv(scaleVariable, QByteArray::number(percent / 100.0));
    if (settings.times.zone != QLatin1String("local") && !qEnvironmentVariableIsSet(zoneVariable))
        qputenv(zoneVariable, settings.times.zone.toUtf8());
}

QString speak(const QString &language)
{
    const QLocale locale = language == QLatin1String("system") ? QLocale::system() : QLocale(language);
    const QString folder = QStringLiteral(":/translations");
    const QStringList there = QDir(folder).entryList({QStringLiteral("watchglass_*.qm")});
    for (const QString &wanted : locale.uiLanguages()) {
        const QString spoken = wanted.section(QLatin1Char('-'), 0, 0);
        if (spoken == QLatin1String("en"))
            break;
        if (!there.contains(QStringLiteral("watchglass_%1.qm").arg(spoken)))
            continue;
        const QLocale found(spoken);
        install(found, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
        install(found, QStringLiteral("watchglass"), folder);
        return spoken;
    }
    // The texts are English as they stand; what is counted needs its forms.
    install(QLocale(QLocale::English), QStringLiteral("watchglass"), folder);
    return QStringLiteral("en");
}

} // namespace watchglass::app
