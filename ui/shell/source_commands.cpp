#include "ui/shell/source_commands.h"

#include "ui/shell/command_registry.h"

#include <QCoreApplication>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::SourceCommands)
};

} // namespace

void addSourceCommands(CommandRegistry &commands, const QString &menu, const SourceOrders &orders)
{
    commands.add({QStringLiteral("source.add"), menu, Texts::tr("Add a source…"), QKeySequence(Qt::CTRL | Qt::Key_N),
                  orders.add});
    commands.add({QStringLiteral("source.manage"), menu, Texts::tr("Sources…"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N), orders.manage});
    commands.add({QStringLiteral("source.details"), menu, Texts::tr("Source details…"),
                  QKeySequence(Qt::CTRL | Qt::Key_I), orders.details});
    commands.add({QStringLiteral("source.openFile"), menu, Texts::tr("Open a recording…"),
                  QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O), orders.openRecording});
    commands.add({QStringLiteral("source.demo"), menu, Texts::tr("Try the demo fleet"), {}, orders.demo});
}

} // namespace watchglass::ui
