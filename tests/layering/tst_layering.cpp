#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

/// The rooms from low to high. A file may include files of its own room and of rooms earlier in this list, but for
/// what `bans` names.
const QStringList rooms{
    QStringLiteral("core/base"),      QStringLiteral("core/model"),  QStringLiteral("core/format"),
    QStringLiteral("core/settings"),  QStringLiteral("core/store"),  QStringLiteral("core/link"),
    QStringLiteral("core/protocol"),  QStringLiteral("core/ingest"), QStringLiteral("core/derived"),
    QStringLiteral("core/attention"), QStringLiteral("core/alarm"),  QStringLiteral("core/exchange"),
    QStringLiteral("core/recording"), QStringLiteral("core/replay"), QStringLiteral("ui/theme"),
    QStringLiteral("ui/models"),      QStringLiteral("ui/plot"),     QStringLiteral("ui/panels"),
    QStringLiteral("ui/desk"),        QStringLiteral("ui/dialogs"),  QStringLiteral("ui/shell"),
    QStringLiteral("app/simulator"),  QStringLiteral("app/cli"),     QStringLiteral("app/watchglass"),
};

struct Ban
{
    QString room;    ///< Files at or below this folder …
    QString include; ///< … may include nothing that starts with this.
    QString why;
};

const QList<Ban> bans{
    {QStringLiteral("core/protocol"), QStringLiteral("core/store"), QStringLiteral("clients do not know the store")},
    {QStringLiteral("core/store"), QStringLiteral("core/format"), QStringLiteral("the store knows no texts")},
    {QStringLiteral("core/link"), QStringLiteral("core/store"), QStringLiteral("a link has no idea of meaning")},
    {QStringLiteral("core/link"), QStringLiteral("core/model"), QStringLiteral("a link has no idea of meaning")},
    {QStringLiteral("app/simulator"), QStringLiteral("core/protocol"),
     QStringLiteral("server and client judge each other")},
    {QStringLiteral("app/simulator"), QStringLiteral("core/link"),
     QStringLiteral("server and client judge each other")},
    {QStringLiteral("app/simulator"), QStringLiteral("core/store"),
     QStringLiteral("server and client judge each other")},
    {QStringLiteral("app/simulator"), QStringLiteral("ui/"), QStringLiteral("the simulator needs no display")},
    {QStringLiteral("app/cli"), QStringLiteral("ui/"), QStringLiteral("the command line needs no display")},
};

/// Headers of Qt Gui, Widgets and friends that core, the simulator and the command line do without.
const QRegularExpression
    guiHeader(QStringLiteral("^<(Qt(Gui|Widgets|Svg|Charts|PrintSupport)/"
                             "|qcustomplot|Q(Widget|Application|GuiApplication|Dialog|MessageBox|Color|"
                             "Font|Icon|Image|Pixmap|Painter|Pen|Brush|Palette|Screen|Window|KeyEvent|MouseEvent|"
                             "StandardItemModel|Action)\\b)"));

QString roomOf(const QString &path)
{
    for (const QString &room : rooms) {
        if (path.startsWith(room + QLatin1Char('/')))
            return room;
    }
    return {};
}

struct Include
{
    QString file;
    int line = 0;
    QString target; ///< `<x>` with its brackets, or x of "x".
};

QList<Include> includesBelow(const QString &folder)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s+(<[^>]+>|\"([^\"]+)\")"));
    QList<Include> found;
    QDirIterator files(QStringLiteral(SOURCE_ROOT "/") + folder, {QStringLiteral("*.h"), QStringLiteral("*.cpp")},
                       QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString name = QDir(QStringLiteral(SOURCE_ROOT)).relativeFilePath(file.fileName());
        int line = 0;
        while (!file.atEnd()) {
            ++line;
            const auto match = pattern.match(QString::fromUtf8(file.readLine()));
            if (match.hasMatch())
                found.append({name, line, match.captured(2).isEmpty() ? match.captured(1) : match.captured(2)});
        }
    }
    return found;
}

/// What is wrong with an include, or nothing.
QString complaint(const Include &include)
{
    const QString room = roomOf(include.file);
    if (room.isEmpty())
        return QStringLiteral("this folder is no room of the house");
    if (include.target.startsWith(QLatin1Char('<'))) {
        const bool headless = room.startsWith(QLatin1String("core/")) || room == QLatin1String("app/simulator")
                              || room == QLatin1String("app/cli");
        return headless && guiHeader.match(include.target).hasMatch() ? QStringLiteral("no Qt Gui or Widgets here")
                                                                      : QString();
    }
    for (const Ban &ban : bans) {
        if (include.file.startsWith(ban.room) && include.target.startsWith(ban.include))
            return ban.why;
    }
    const QString target = roomOf(include.target);
    if (target.isEmpty()) {
        return include.target.contains(QLatin1Char('/')) || include.target.endsWith(QLatin1String(".moc"))
                   ? QString()
                   : QStringLiteral("write the path from the root");
    }
    if (rooms.indexOf(target) > rooms.indexOf(room))
        return QStringLiteral("arrows point downwards: %1 may not see %2").arg(room, target);
    return {};
}

} // namespace

class TestLayering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyIncludePointsDownwards()
    {
        QStringList complaints;
        int seen = 0;
        for (const auto folder : {"core", "ui", "app"}) {
            for (const Include &include : includesBelow(QString::fromLatin1(folder))) {
                ++seen;
                const QString what = complaint(include);
                if (!what.isEmpty())
                    complaints.append(QStringLiteral("%1:%2 includes %3: %4")
                                          .arg(include.file)
                                          .arg(include.line)
                                          .arg(include.target, what));
            }
        }
        QVERIFY2(seen > 100, "the sources were not found");
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(QLatin1Char('\n'))));
    }

    void catchesWhatItShould_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("target");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *name, const char *file, const char *target, bool allowed) {
            QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(target) << allowed;
        };
        row("downwards", "core/ingest/a.cpp", "core/store/series.h", true);
        row("own room", "core/store/a.cpp", "core/store/series.h", true);
        row("upwards", "core/base/a.h", "core/model/device.h", false);
        row("core to ui", "core/ingest/a.cpp", "ui/plot/time_axis.h", false);
        row("client to store", "core/protocol/valtronics/client.cpp", "core/store/series.h", false);
        row("widget in core", "core/format/a.cpp", "<QWidget>", false);
        row("colour in core", "core/model/a.cpp", "<QColor>", false);
        row("string in core", "core/model/a.cpp", "<QString>", true);
        row("widget in ui", "ui/shell/a.cpp", "<QWidget>", true);
        row("relative path", "core/store/a.cpp", "series.h", false);
        row("moc file", "core/link/a.cpp", "a.moc", true);
        row("simulator to client", "app/simulator/a.cpp", "core/protocol/source_client.h", false);
        row("stray folder", "core/util/a.cpp", "core/base/error.h", false);
    }

    void catchesWhatItShould()
    {
        QFETCH(QString, file);
        QFETCH(QString, target);
        QFETCH(bool, allowed);
        QCOMPARE(complaint({file, 1, target}).isEmpty(), allowed);
    }
};

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"
