#include "tests/ui/no_warnings.h"
#include "ui/models/source_history_model.h"
#include "ui/models/source_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

SourceRow row(const QString &id, SourcePhase phase)
{
    SourceRow made;
    made.status.id = id;
    made.status.state.phase = phase;
    made.service = QStringLiteral("Terra");
    made.address = QStringLiteral("wss://h/");
    return made;
}

} // namespace

class TestSourceListModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void rowsSayHowSourcesStand()
    {
        SourceListModel model;
        const QAbstractItemModelTester tester(&model);
        SourceRow off = row(QStringLiteral("b"), SourcePhase::Idle);
        off.isEnabled = false;
        model.setRows({row(QStringLiteral("a"), SourcePhase::Live), off});
        QCOMPARE(model.index(0, SourceListModel::StateColumn).data().toString(), QStringLiteral("Live"));
        QCOMPARE(model.index(1, SourceListModel::StateColumn).data().toString(), QStringLiteral("Disabled"));
        QCOMPARE(model.index(1, 0).data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(model.rowOf(QStringLiteral("b")), 1);
        QCOMPARE(model.rowOf(QStringLiteral("c")), -1);
    }

    void newStatesChangeRowsAndNewOrderTheList()
    {
        SourceListModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRows({row(QStringLiteral("a"), SourcePhase::Live), row(QStringLiteral("b"), SourcePhase::Live)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        model.setRows({row(QStringLiteral("a"), SourcePhase::Live), row(QStringLiteral("b"), SourcePhase::Silent)});
        QCOMPARE(changed.size(), 1);
        QCOMPARE(reset.size(), 0);
        model.setRows({row(QStringLiteral("b"), SourcePhase::Silent), row(QStringLiteral("a"), SourcePhase::Live)});
        QCOMPARE(reset.size(), 1);
    }

    void aNameThatIsTypedIsNotTouchedByANewState()
    {
        SourceListModel model;
        model.setRows({row(QStringLiteral("a"), SourcePhase::Live)});
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({row(QStringLiteral("a"), SourcePhase::Silent)});
        QCOMPARE(changed[0][0].toModelIndex().column(), int(SourceListModel::StateColumn));
        SourceRow renamed = row(QStringLiteral("a"), SourcePhase::Silent);
        renamed.status.name = QStringLiteral("Ward");
        model.setRows({renamed});
        QCOMPARE(changed[1][0].toModelIndex().column(), int(SourceListModel::NameColumn));
        QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("Ward"));
        QCOMPARE(model.idAt(0), QStringLiteral("a"));
    }

    void typingANameAsksToRename()
    {
        SourceListModel model;
        model.setRows({row(QStringLiteral("a"), SourcePhase::Live)});
        QSignalSpy asked(&model, &SourceListModel::renameRequested);
        QVERIFY(model.setData(model.index(0, 0), QStringLiteral("Ward"), Qt::EditRole));
        QCOMPARE(asked[0], (QVariantList{QStringLiteral("a"), QStringLiteral("Ward")}));
        QVERIFY(!model.setData(model.index(0, 1), QStringLiteral("Ward"), Qt::EditRole));
    }

    void tickAsksToEnable()
    {
        SourceListModel model;
        model.setRows({row(QStringLiteral("a"), SourcePhase::Live)});
        QSignalSpy asked(&model, &SourceListModel::enableRequested);
        QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][1].toBool(), false);
    }

    void historyStandsNewestFirstWithItsLengths()
    {
        constexpr auto start = Timestamp::fromMs(1'767'225'600'000);
        ingest::SourceHistory history;
        SourceState state;
        state.phase = SourcePhase::Live;
        history.add(state, start);
        state.phase = SourcePhase::Waiting;
        state.text = QStringLiteral("gone");
        history.add(state, start + 90s);
        SourceHistoryModel model(QTimeZone::utc());
        const QAbstractItemModelTester tester(&model);
        model.update(&history, start + 100s);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0, SourceHistoryModel::StateColumn).data().toString(), QStringLiteral("Down"));
        QCOMPARE(model.index(0, SourceHistoryModel::LengthColumn).data().toString(), QStringLiteral("10\u202Fs"));
        QCOMPARE(model.index(0, SourceHistoryModel::TextColumn).data().toString(), QStringLiteral("gone"));
        QCOMPARE(model.index(1, SourceHistoryModel::LengthColumn).data().toString(), QStringLiteral("1\u202Fmin"));
        QCOMPARE(model.index(1, SourceHistoryModel::SinceColumn).data().toString(),
                 QStringLiteral("1 Jan 2026 00:00:00.000 UTC"));
    }
};

QTEST_MAIN(TestSourceListModel)
#include "tst_source_list_model.moc"
