#include "core/settings/settings_book.h"

#include <QDir>
#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass::settings;

namespace {

const QString scale = QStringLiteral("appearance/scale");
const QString medium = QStringLiteral("attention/mediumHz");

struct Fixture
{
    QTemporaryDir dir;
    const QString path = dir.filePath(QStringLiteral("watchglass.ini"));

    void write(const QByteArray &text) const
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray read() const
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

} // namespace

class TestSettingsBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void withoutAFileAllIsStandard()
    {
        Fixture f;
        QSettings file(f.path, QSettings::IniFormat);
        const SettingsBook book(file);
        QVERIFY(book.complaints().isEmpty());
        for (const SettingRule &rule : settingRules())
            QVERIFY(book.isStandard(rule.key));
    }

    void aChoiceIsToldOnceAndKept()
    {
        Fixture f;
        {
            QSettings file(f.path, QSettings::IniFormat);
            SettingsBook book(file);
            QSignalSpy changed(&book, &SettingsBook::changed);
            QVERIFY(book.setValue(medium, 5));
            QVERIFY(book.setValue(medium, 5));
            QCOMPARE(changed.size(), 1);
            QCOMPARE(changed[0][0].toString(), medium);
            QCOMPARE(book.settings().attention.mediumHz, 5);
            QVERIFY(!book.setValue(medium, 0));
            QVERIFY(!book.setValue(QStringLiteral("no/such"), 1));
            QCOMPARE(book.settings().attention.mediumHz, 5);
            QVERIFY(book.setValue(QStringLiteral("attention/hoverFall"), 0.25));
        }
        QSettings file(f.path, QSettings::IniFormat);
        SettingsBook again(file);
        QCOMPARE(again.settings().attention.mediumHz, 5);
        QCOMPARE(again.settings().attention.hoverFallS, 0.25);
        again.reset(medium);
        QCOMPARE(again.settings().attention.mediumHz, Attention().mediumHz);
        QVERIFY(!file.contains(medium)); // so that another standard of a later version holds
    }

    void whatIsBrokenOrUnknownStaysInTheFileAndIsSaidOnce()
    {
        Fixture f;
        f.write("[appearance]\nscale=huge\ntheme=light\n[future]\nthing=7\n");
        {
            QSettings file(f.path, QSettings::IniFormat);
            SettingsBook book(file);
            QCOMPARE(book.settings().appearance.scalePercent, 100);
            QCOMPARE(book.settings().appearance.theme, QStringLiteral("light"));
            QCOMPARE(book.complaints().size(), 1);
            QVERIFY(book.complaints()[0].contains(scale) && book.complaints()[0].contains(QLatin1String("huge")));
            QVERIFY(book.setValue(medium, 3));
        }
        QVERIFY(f.read().contains("scale=huge"));
        QVERIFY(f.read().contains("thing=7"));
        QSettings file(f.path, QSettings::IniFormat);
        SettingsBook book(file);
        QVERIFY(book.setValue(scale, 125));
        QVERIFY(SettingsBook(file).complaints().isEmpty());
    }

    void aDamagedFileIsCopiedBeforeItIsWritten()
    {
        Fixture f;
        const QByteArray damaged =
            "[appearance]\ntheme=light\nthis is no line of an ini file\n[attention\nmediumHz=4\n";
        f.write(damaged);
        QSettings file(f.path, QSettings::IniFormat);
        SettingsBook book(file);
        QCOMPARE(book.complaints().size(), 1);
        QCOMPARE(book.settings().appearance.theme, QStringLiteral("light"));
        QVERIFY(book.setValue(medium, 3));
        file.sync();
        QFile copy(f.path + QStringLiteral(".broken-1"));
        QVERIFY(copy.open(QIODevice::ReadOnly));
        QCOMPARE(copy.readAll(), damaged);
    }

    void aFileThatStaysDamagedIsCopiedOnce()
    {
        Fixture f;
        f.write("no line of an ini file\n");
        for (int start = 0; start < 3; ++start) {
            QSettings file(f.path, QSettings::IniFormat);
            QCOMPARE(SettingsBook(file).complaints().size(), 1);
        }
        QCOMPARE(QDir(f.dir.path()).entryList({QStringLiteral("*.broken-*")}).size(), 1);
    }

    void theCommandLineGoesFirstUntilSomebodyChooses()
    {
        Fixture f;
        QSettings file(f.path, QSettings::IniFormat);
        SettingsBook book(file);
        QVERIFY(book.setValue(medium, 5));
        book.setForSession(medium, 20);
        QCOMPARE(book.settings().attention.mediumHz, 20);
        QVERIFY(book.isForSession(medium));
        QCOMPARE(file.value(medium).toInt(), 5); // not kept
        book.setForSession(scale, 1);            // no scale
        QVERIFY(!book.isForSession(scale));
        QVERIFY(book.setValue(medium, 7));
        QVERIFY(!book.isForSession(medium));
        QCOMPARE(book.settings().attention.mediumHz, 7);
        QCOMPARE(file.value(medium).toInt(), 7);
    }
};

QTEST_GUILESS_MAIN(TestSettingsBook)
#include "tst_settings_book.moc"
