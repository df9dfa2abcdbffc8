#include "core/alarm/rule_book.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::alarm;

namespace {

AlarmRule rule(double limit)
{
    AlarmRule made;
    made.series = {QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}};
    made.limit = limit;
    return made;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestRuleBook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rulesComeBack()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("new/rules.json"));
        QString id;
        {
            RuleBook book(path);
            book.load();
            QVERIFY(book.rules().empty() && book.problems().isEmpty());
            id = book.put(rule(1));
            book.put(rule(2));
            AlarmRule changed = *book.find(id);
            changed.limit = 3;
            QCOMPARE(book.put(changed), id);
        }
        RuleBook book(path);
        book.load();
        QCOMPARE(book.rules().size(), 2u);
        QCOMPARE(book.find(id)->limit, 3.0);
        const AlarmRule gone = book.rules()[0];
        book.remove(gone.id);
        QCOMPARE(book.rules().size(), 1u);
        book.insert(0, gone); // as undo does
        QVERIFY(book.rules()[0] == gone);
        QVERIFY(book.problems().isEmpty());
    }

    void brokenFilesAreKeptAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("cut short") << QByteArray("{\"version\":1,\"rules\":[{\"id\":");
        QTest::newRow("no json") << QByteArray("\0\xff\xfe rules", 9);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another thing") << QByteArray("{\"panels\":[]}");
        QTest::newRow("newer") << QByteArray("{\"version\":99,\"rules\":[]}");
    }
    void brokenFilesAreKeptAside()
    {
        QFETCH(const QByteArray, text);
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("rules.json"));
        write(path, text);
        RuleBook book(path);
        book.load();
        QCOMPARE(book.problems().size(), 1);
        book.put(rule(1));
        QCOMPARE(read(path + QStringLiteral(".broken")), text);
        RuleBook again(path);
        again.load();
        QCOMPARE(again.rules().size(), 1u);
        write(path, text);
        RuleBook third(path);
        third.load();
        QCOMPARE(read(path + QStringLiteral(".broken-2")), text);
    }

    void oneBadRuleCostsOnlyItself()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("rules.json"));
        {
            RuleBook book(path);
            book.put(rule(1));
            book.put(rule(2));
        }
        write(path,
              read(path).replace("\"kind\": \"high\",\n            \"latches\": false,\n            \"limit\": 2",
                                 "\"kind\": \"tomorrow\",\n            \"latches\": false,\n            \"limit\": 2"));
        RuleBook book(path);
        book.load();
        QCOMPARE(book.rules().size(), 1u);
        QCOMPARE(book.rules()[0].limit, 1.0);
        QCOMPARE(book.problems().size(), 1);
        QVERIFY(QFile::exists(path + QStringLiteral(".broken")));
    }
};

QTEST_GUILESS_MAIN(TestRuleBook)
#include "tst_rule_book.moc"
