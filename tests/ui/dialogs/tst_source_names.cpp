#include "tests/ui/dialogs/source_run.h"
#include "tests/ui/no_warnings.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test;

class TestSourceNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void aRenamedSourceKeepsItsSeriesItsSessionAndItsName()
    {
        const Server server;
        const QString ward = QStringLiteral("ward");
        const QString name = QStringLiteral("Ward 7, west");
        QTemporaryDir dir;
        QHash<QString, QString> kept;
        {
            Run run(dir.path());
            run.add(ward, server.url, secret);
            QTRY_VERIFY_WITH_TIMEOUT(run.isLive(ward) && run.seriesOf(ward) > 5 && run.isInTree(ward), 30'000);
            const QSignalSpy ended(&run.control(), &app::SourceControl::ended);
            ui::SourceDraft draft{run.control().sources()[0], {}, {}};
            draft.settings.name = name;
            run.control().change(ward, draft);
            QVERIFY(ended.isEmpty()); // its session goes on
            QVERIFY(run.isLive(ward));
            QVERIFY(run.seriesOf(ward) > 5);
            QCOMPARE(run.control().status(ward).shownName(), name);
            QTRY_VERIFY_WITH_TIMEOUT(run.isInTree(name), 30'000);
            kept = run.secrets();
        }
        Run run(dir.path(), kept);
        QCOMPARE(run.control().sources()[0].id, ward);
        QCOMPARE(run.control().sources()[0].shownName(), name);
        QTRY_VERIFY_WITH_TIMEOUT(run.isLive(ward), 30'000);
        QVERIFY(run.control().rename(ward, ward).ok()); // back to what it was called first
        QVERIFY(run.control().sources()[0].name.isEmpty());
    }

    void noTwoSourcesAreCalledTheSame()
    {
        QTemporaryDir dir;
        Run run(dir.path());
        const QString url = QStringLiteral("ws://127.0.0.1:1/ws");
        run.add(QStringLiteral("a"), url, std::nullopt);
        run.add(QStringLiteral("b"), url, std::nullopt);
        QVERIFY(!run.control().rename(QStringLiteral("b"), QStringLiteral("a")).ok());
        QVERIFY(run.control().rename(QStringLiteral("a"), QStringLiteral("x")).ok());
        QVERIFY(run.control().rename(QStringLiteral("b"), QStringLiteral("a")).ok()); // free since
        QVERIFY(!run.control().rename(QStringLiteral("a"), QString()).ok());          // its own is another's now
        run.add(QStringLiteral("x"), url, std::nullopt);
        QCOMPARE(run.control().sources().back().id, QStringLiteral("x (2)"));
        QCOMPARE(run.control().sources().back().shownName(), QStringLiteral("x (2)"));
    }

    void orderNamesAndNewAddressesAreKept()
    {
        QTemporaryDir dir;
        {
            Run run(dir.path());
            for (int i = 0; i < 3; ++i)
                run.add({}, QStringLiteral("ws://127.0.0.1:1/ws"), std::nullopt);
            run.control().move(QStringLiteral("127.0.0.1:1 (3)"), -2);
            ui::SourceDraft draft{run.control().sources()[1], {}, {}};
            draft.settings.url = QStringLiteral("ws://127.0.0.1:2/ws");
            run.control().change(QStringLiteral("127.0.0.1:1"), draft);
        }
        Run run(dir.path());
        const auto &sources = run.control().sources();
        QCOMPARE(sources.size(), 3u);
        QCOMPARE(sources[0].id, QStringLiteral("127.0.0.1:1 (3)"));
        QCOMPARE(sources[1].id, QStringLiteral("127.0.0.1:1"));
        QCOMPARE(sources[1].url, QStringLiteral("ws://127.0.0.1:2/ws"));
        QTRY_COMPARE_WITH_TIMEOUT(run.state(QStringLiteral("127.0.0.1:1")).phase, SourcePhase::Waiting, 30'000);
        QVERIFY(run.state(QStringLiteral("127.0.0.1:1")).text.contains(QStringLiteral("127.0.0.1:2")));
    }
};

QTEST_MAIN(TestSourceNames)
#include "tst_source_names.moc"
