#include "app/cli/byte_size.h"

#include <QTest>

using watchglass::cli::parseByteSize;

class TestByteSize : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatPeopleWrite_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qulonglong>("bytes");
        const auto row = [](const char *text, qulonglong bytes) {
            QTest::newRow(text) << QString::fromLatin1(text) << bytes;
        };
        row("1", 1);
        row("4096", 4096);
        row("10 B", 10);
        row("2kB", 2'000);
        row("1.5 MB", 1'500'000);
        row("2GB", 2'000'000'000);
        row("1KiB", 1'024);
        row("64mib", 67'108'864);
        row("1tib", 1'099'511'627'776);
    }
    void readsWhatPeopleWrite()
    {
        QFETCH(QString, text);
        QFETCH(qulonglong, bytes);
        QVERIFY(parseByteSize(text));
        QCOMPARE(qulonglong(*parseByteSize(text)), bytes);
    }

    void refusesEverythingElse_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", "GB", "0", "-1MB", "1XB", "1 M B", "nan", "inf", "1e30GB", "0.1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesEverythingElse()
    {
        QFETCH(QString, text);
        QVERIFY(!parseByteSize(text));
    }
};

QTEST_APPLESS_MAIN(TestByteSize)
#include "tst_byte_size.moc"
