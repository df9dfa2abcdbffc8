#include "app/watchglass/derived_control.h"

#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/shell/derived_dialog.h"

#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace watchglass;
using namespace watchglass::app;
using namespace std::chrono_literals;

namespace {

const SeriesKey ecg{QStringLiteral("demo"), QStringLiteral("bed-3"), QStringLiteral("ecg"), {}};

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

bool says(const QWidget &dialog, const QString &text)
{
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        if (!label->isHidden() && label->text().contains(text))
            return true;
    }
    return false;
}

void add(ui::DerivedDialog &dialog, const QString &name = QStringLiteral("one"))
{
    dialog.setDefinition(name, {}, QStringLiteral("1 + 1"));
    dialog.add();
}

} // namespace

class TestDerivedControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void whatIsWrittenInTheDialogComesBackAndIsAskedFor()
    {
        QTemporaryDir folder;
        test::FakeClock clock;
        store::SeriesStore store;
        const auto series = store.open({ecg, QStringLiteral("mV")});
        series->append({Timestamp::fromMs(1000), 21.0});
        {
            attention::AttentionTracker tracker({}, clock.monotonic());
            DerivedControl control(store, tracker, clock, folder.path());
            QWidget window;
            control.openDialog(&window);
            auto *dialog = window.findChild<ui::DerivedDialog *>();
            QVERIFY(dialog);
            dialog->setDefinition(QStringLiteral("twice"), {}, QStringLiteral("2 * 'demo/bed-3/ecg'"));
            dialog->add();
            control.advance();
            QCOMPARE(store.find(derived::derivedKey(QStringLiteral("twice")))->last()->value, 42.0);
        }
        attention::AttentionTracker tracker({}, clock.monotonic());
        DerivedControl again(store, tracker, clock, folder.path());
        QVERIFY(again.problem().isEmpty());
        QCOMPARE(again.book().definitions().size(), std::size_t(1));
        tracker.update(clock.monotonic());
        QVERIFY(tracker.level(ecg).level == AttentionLevel::High);
    }

    void aBrokenFileIsKeptBesideAndTold()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("derived.json"));
        write(path, "{ broken");
        test::FakeClock clock;
        store::SeriesStore store;
        attention::AttentionTracker tracker({}, clock.monotonic());
        DerivedControl control(store, tracker, clock, folder.path());
        QVERIFY(!control.problem().isEmpty());
        QVERIFY(QFile::exists(path + QStringLiteral(".unreadable")));
        QVERIFY(control.book().definitions().empty());
        QWidget window;
        control.openDialog(&window);
        auto *dialog = window.findChild<ui::DerivedDialog *>();
        QVERIFY(says(*dialog, path + QStringLiteral(".unreadable")));
        add(*dialog);
        QVERIFY(control.problem().isEmpty()); // it is written now
        QVERIFY(!says(*dialog, QStringLiteral(".unreadable")));
    }

    void whatCannotBeWrittenIsSaidOnce()
    {
        QTemporaryDir folder;
        write(folder.filePath(QStringLiteral("taken")), "a file where the folder should be");
        test::FakeClock clock;
        store::SeriesStore store;
        store.open({ecg, QStringLiteral("mV")});
        attention::AttentionTracker tracker({}, clock.monotonic());
        DerivedControl control(store, tracker, clock, folder.filePath(QStringLiteral("taken")));
        const QSignalSpy noticed(&control, &DerivedControl::noticed);
        QWidget window;
        control.openDialog(&window);
        auto *dialog = window.findChild<ui::DerivedDialog *>();
        add(*dialog, QStringLiteral("one"));
        add(*dialog, QStringLiteral("two"));
        QCOMPARE(noticed.size(), 1);
        QVERIFY(says(*dialog, QStringLiteral("cannot be written")));
    }
};

QTEST_MAIN(TestDerivedControl)
#include "tst_derived_control.moc"
