#include "ui/shell/fuzzy_match.h"

#include <QTest>

using namespace watchglass::ui;

class TestFuzzyMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsLettersInTheirOrder_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFound");
        const auto row = [](const char *typed, const char *text, bool isFound) {
            QTest::addRow("'%s' in '%s'", typed, text)
                << QString::fromUtf8(typed) << QString::fromUtf8(text) << isFound;
        };
        row("", "anything", true);
        row("   ", "anything", true);
        row("a", "", false);
        row("np", "New empty panel", true);
        row("NEW", "New empty panel", true);
        row("pn", "New empty panel", true);
        row("lenap", "panel", false);
        row("panel new", "New empty panel", true); // words in any order
        row("panel old", "New empty panel", false);
        row("größe", "GRÖSSE", false); // ß is no ss
        row("ä", "Gerät", true);
        row("Ä", "Gerät", true);
        row("panels", "panel", false);
    }
    void findsLettersInTheirOrder()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, text);
        QFETCH(const bool, isFound);
        QCOMPARE(fuzzyScore(typed, text).has_value(), isFound);
    }

    void theBetterOneScoresMore_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        const auto row = [](const char *typed, const char *better, const char *worse) {
            QTest::addRow("%s", typed) << QString::fromUtf8(typed) << QString::fromUtf8(better)
                                       << QString::fromUtf8(worse);
        };
        row("set", "Settings…", "Reset all panels");
        row("panel", "Close panel", "Play an element");
        row("nw", "New workspace", "Unknown");
        row("temp", "temperature", "temporary limit of alarms");
        row("dark", "Dark theme", "Drag a remark");
        row("ecg", "bed 4 ecg", "electric charge");
    }
    void theBetterOneScoresMore()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, better);
        QFETCH(const QString, worse);
        QVERIFY(fuzzyScore(typed, better));
        QVERIFY(fuzzyScore(typed, better) > fuzzyScore(typed, worse));
    }
};

QTEST_GUILESS_MAIN(TestFuzzyMatch)
#include "tst_fuzzy_match.moc"
