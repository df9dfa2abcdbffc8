#include "ui/shell/panel_commands.h"

#include "tests/ui/no_warnings.h"
#include "ui/panels/panel_kinds.h"
#include "ui/shell/command_registry.h"

#include <QAction>
#include <QWidget>

using namespace watchglass::ui;

class TestPanelCommands : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void kindsThatNeedNoSeriesHaveACommand()
    {
        QWidget window;
        CommandRegistry commands(window);
        QStringList added;
        addPanelCommands(commands, [&added](const QString &kind) { added << kind; });
        QStringList expected;
        for (const PanelKind &kind : panelKinds()) {
            QAction *action = commands.action(QStringLiteral("panel.new.") + kind.id);
            QCOMPARE(action != nullptr, kind.fit({}) == Fit::Best);
            if (!action)
                continue;
            QVERIFY(action->text().contains(kind.name));
            action->trigger();
            expected << kind.id;
        }
        QVERIFY(expected.contains(QStringLiteral("fleet")));
        QVERIFY(expected.contains(QStringLiteral("systemStatus")));
        QCOMPARE(added, expected);
    }
};

QTEST_MAIN(TestPanelCommands)
#include "tst_panel_commands.moc"
