#include "app/watchglass/application.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/panel_frame.h"
#include "ui/dialogs/settings_dialog.h"
#include "ui/dialogs/settings_page.h"
#include "ui/panels/panel_accessible.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QAction>
#include <QButtonGroup>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

QString nameOf(QWidget &widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(&widget);
    return interface ? interface->text(QAccessible::Name) : QString();
}

/// A part of a control that Qt made, which is reached and named through that control.
bool isInner(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return widget.objectName().startsWith(QLatin1String("qt_")) || qobject_cast<const QScrollBar *>(&widget)
           || qobject_cast<const QHeaderView *>(&widget) || qobject_cast<const QLineEdit *>(parent)
           || qobject_cast<const QTabBar *>(parent) || qobject_cast<const QAbstractSpinBox *>(parent)
           || qobject_cast<const QComboBox *>(parent) || widget.inherits("QComboBoxPrivateContainer")
           || widget.inherits("QComboBoxListView") || widget.inherits("QTableCornerButton");
}

/// Something that an operator works with.
bool isControl(const QWidget &widget)
{
    if (isInner(widget) || qobject_cast<const QMenu *>(&widget) || qobject_cast<const QMenuBar *>(&widget))
        return false;
    return (widget.focusPolicy() & Qt::TabFocus) || qobject_cast<const QAbstractButton *>(&widget)
           || qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QAbstractItemView *>(&widget)
           || qobject_cast<const QTabBar *>(&widget) || qobject_cast<const QComboBox *>(&widget)
           || qobject_cast<const QAbstractSpinBox *>(&widget);
}

QString described(const QWidget &widget)
{
    QString path;
    for (const QWidget *at = &widget; at; at = at->parentWidget())
        path.prepend(QLatin1Char('/') + QString::fromLatin1(at->metaObject()->className()));
    return path + QLatin1Char(' ') + widget.objectName();
}

QList<QWidget *> controlsOf(QWidget &top)
{
    QList<QWidget *> controls;
    for (QWidget *widget : top.findChildren<QWidget *>()) {
        if (isControl(*widget))
            controls << widget;
    }
    return controls;
}

/// Among buttons of which one is on, Tab comes to that one and the arrows to the others.
bool isBesideReached(const QWidget &widget, const QSet<QWidget *> &reached)
{
    const auto *button = qobject_cast<const QAbstractButton *>(&widget);
    const QButtonGroup *group = button ? button->group() : nullptr;
    return group && group->exclusive() && reached.contains(group->checkedButton());
}

/// Whatever Tab comes to, from whatever has the focus, before it comes there again.
QSet<QWidget *> reachedByTab(QWidget &top)
{
    QSet<QWidget *> reached;
    for (int i = 0; i < 500; ++i) {
        QTest::keyClick(&top, Qt::Key_Tab);
        QWidget *focused = top.focusWidget();
        if (!focused || reached.contains(focused))
            break;
        reached.insert(focused);
    }
    return reached;
}

struct Fixture
{
    QTemporaryDir dir;
    test::FakeClock clock;
    std::unique_ptr<app::Application> program;

    Fixture()
    {
        app::Options options;
        options.dataDir = dir.path();
        program = std::make_unique<app::Application>(options, clock);
        window().resize(1400, 900);
        window().show();
    }
    ui::MainWindow &window() const { return program->window(); }
    void trigger(const char *id) const { window().commands().action(QString::fromLatin1(id))->trigger(); }
    /// As with a source: the desk instead of the welcome page.
    void showDesk() const
    {
        ui::SourceStatus status;
        status.id = QStringLiteral("s");
        window().setSources({status});
    }
};

void verifyNamed(QWidget &top)
{
    const QList<QWidget *> controls = controlsOf(top);
    QVERIFY(!controls.isEmpty());
    for (QWidget *control : controls)
        QVERIFY2(!nameOf(*control).isEmpty(), qPrintable(described(*control)));
}

void verifyReached(QWidget &top)
{
    QVERIFY(QTest::qWaitForWindowActive(&top));
    const QSet<QWidget *> reached = reachedByTab(top);
    for (QWidget *control : controlsOf(top)) {
        if (!control->isVisibleTo(&top) || !control->isEnabled() || control->window() != &top)
            continue;
        QWidget *focus = control->focusProxy() ? control->focusProxy() : control;
        const bool isReached = reached.contains(focus) || isBesideReached(*control, reached)
                               || std::any_of(reached.begin(), reached.end(),
                                              [focus](const QWidget *one) { return one->focusProxy() == focus; });
        QVERIFY2(isReached, qPrintable(described(*control)));
    }
}

} // namespace

class TestAccessibility : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void theWelcomePageIsNamedAndReached()
    {
        const Fixture f;
        verifyNamed(f.window());
        verifyReached(f.window());
    }

    void theDeskIsNamedAndReached()
    {
        const Fixture f;
        f.showDesk();
        f.window().desk().arrange({{}, {}, {}});
        f.trigger("workspace.new");
        f.window().desk().arrange({{}});
        for (const auto page : {ui::DeskFoot::Page::Attention, ui::DeskFoot::Page::Alarms}) {
            f.window().foot().showPage(page);
            verifyNamed(f.window());
            verifyReached(f.window());
        }
    }

    void theSettingsAreNamedAndReachedOnEveryPage()
    {
        const Fixture f;
        f.trigger("view.settings");
        auto &dialog = *f.window().findChild<ui::SettingsDialog *>();
        verifyNamed(dialog);
        for (std::size_t page = 0; page < dialog.pages().size(); ++page) {
            dialog.showPage(static_cast<int>(page));
            dialog.search().setFocus();
            verifyReached(dialog);
        }
    }

    void everyEntryOfEveryMenuHasAText()
    {
        const Fixture f;
        f.showDesk();
        f.window().desk().arrange({{}});
        int seen = 0;
        for (QMenu *menu : f.window().findChildren<QMenu *>()) {
            Q_EMIT menu->aboutToShow();
            for (const QAction *action : menu->actions()) {
                if (action->isSeparator() || !action->isVisible())
                    continue;
                ++seen;
                QVERIFY2(!action->text().isEmpty(), qPrintable(action->objectName()));
            }
        }
        QVERIFY(seen > 25);
    }

    void thePaletteSaysWhatIsChosen()
    {
        const Fixture f;
        f.trigger("view.palette");
        auto &palette = *f.window().findChild<ui::CommandPalette *>();
        QCOMPARE(nameOf(palette.field()), palette.field().accessibleName());
        const QString text = palette.list().currentIndex().data(Qt::AccessibleTextRole).toString();
        QVERIFY2(text.contains(QLatin1String(", ")), qPrintable(text));
    }

    void aPanelIsAChartAndSaysItsValues()
    {
        store::SeriesStore store;
        SeriesInfo info;
        info.key = {QStringLiteral("s"), QStringLiteral("fridge"), QStringLiteral("temperature"), {}};
        info.unit = QStringLiteral("°C");
        const auto series = store.open(info);
        SeriesInfo door;
        door.key = {QStringLiteral("s"), QStringLiteral("door"), QStringLiteral("contact"), {}};
        door.states = {QStringLiteral("closed"), QStringLiteral("open")};
        const auto contact = store.open(door);
        ui::SeriesColours colours;
        ingest::DeviceRegistry devices;
        ingest::AlarmBook alarms;
        ingest::EventLog events;
        const ui::PanelMaker maker({store, colours, devices, alarms, events, [](const SeriesKey &key) {
                                        return key.device == QLatin1String("fridge") ? QStringLiteral("Cold store")
                                                                                     : QString();
                                    }});
        const auto panel = maker.make(QStringLiteral("plot"), {info.key});
        QVERIFY(panel->addSeries(info.key));
        QAccessible::installFactory(ui::panelAccessible);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(panel.get());
        QVERIFY(spoken && spoken->role() == QAccessible::Chart);
        QCOMPARE(spoken->text(QAccessible::Name), panel->title());
        QCOMPARE(spoken->text(QAccessible::Description), QStringLiteral("Cold store temperature: no value yet"));
        series->append({Timestamp::fromMs(1'000), 4.5});
        QVERIFY(spoken->text(QAccessible::Description).contains(QLatin1String("4.5")));
        QVERIFY(panel->addSeries(door.key));
        contact->append({Timestamp::fromMs(1'000), 1.0});
        QVERIFY(spoken->text(QAccessible::Description).endsWith(QLatin1String("door contact: open")));
        QVERIFY(!ui::panelAccessible({}, qApp));
    }

    void theStatusStripSaysHowSourcesStand()
    {
        const Fixture f;
        f.showDesk();
        f.window().refresh({});
        QAccessibleInterface *strip =
            QAccessible::queryAccessibleInterface(const_cast<ui::StatusStrip *>(&f.window().status()));
        QVERIFY(!strip->text(QAccessible::Name).isEmpty());
        QVERIFY(strip->text(QAccessible::Description).startsWith(QLatin1String("s: ")));
    }

    void theFocusIsSeenInEveryTheme_data()
    {
        QTest::addColumn<QString>("theme");
        for (const QString &name : ui::themeNames())
            QTest::newRow(qPrintable(name)) << name;
    }
    void theFocusIsSeenInEveryTheme()
    {
        QFETCH(const QString, theme);
        const Fixture f;
        f.showDesk();
        f.window().desk().arrange({{}, {}});
        QVERIFY(f.program->settings().setValue(QStringLiteral("appearance/theme"), theme));
        QVERIFY(QTest::qWaitForWindowActive(&f.window()));
        for (QWidget *control : controlsOf(f.window())) {
            if (!control->isVisible() || !control->isEnabled() || !(control->focusPolicy() & Qt::TabFocus)
                || qobject_cast<ui::Panel *>(control)) // the line above its header says it
                continue;
            QWidget *other = control == &f.window().alarms().table()
                                 ? controlsOf(f.window()).first()
                                 : static_cast<QWidget *>(&f.window().alarms().table());
            other->setFocus();
            const QImage without = control->grab().toImage();
            control->setFocus(Qt::TabFocusReason);
            QVERIFY2(control->grab().toImage() != without, qPrintable(described(*control)));
        }
    }
};

QTEST_MAIN(TestAccessibility)
#include "tst_accessibility.moc"
