#include "core/base/duration_text.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;

class TestDurationText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("."))); }

    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("ms");
        const auto row = [](const char *text, qint64 ms) { QTest::newRow(text) << QString::fromLatin1(text) << ms; };
        row("500ms", 500);
        row("10s", 10'000);
        row("2", 2'000);
        row("1.5 h", 5'400'000);
        row("5m", 300'000);
        row("5min", 300'000);
        row("1d", 86'400'000);
        row(" 0s ", 0);
    }

    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(qint64, ms);
        const auto duration = parseDuration(text);
        QVERIFY(duration.has_value());
        QCOMPARE(duration->count(), ms * 1'000'000);
    }

    void refusesTheRest_data()
    {
        QTest::addColumn<QString>("text");
        for (const auto text : {"", "s", "-1s", "1e3s", "10 parsecs", "1s 2s", "0x10", "1..5s", "99999999999d", "nan"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void refusesTheRest()
    {
        QFETCH(QString, text);
        QVERIFY(!parseDuration(text));
    }
};

QTEST_GUILESS_MAIN(TestDurationText)
#include "tst_duration_text.moc"
