#include "ui/shell/command_list.h"

#include "ui/shell/command_registry.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::CommandList)
};

struct Row
{
    QString text;
    QString keys;
    QString id;
};

struct Menu
{
    QString title;
    std::vector<Row> rows;
};

/// What is hidden stands for something that is not there at present.
std::vector<Menu> menusOf(const CommandRegistry &commands)
{
    std::vector<Menu> menus;
    for (const CommandRegistry::Entry &entry : commands.entries()) {
        if (entry.action->text().isEmpty() || !entry.action->isVisible())
            continue;
        auto menu = std::find_if(menus.begin(), menus.end(), [&](const Menu &m) { return m.title == entry.menu; });
        if (menu == menus.end())
            menu = menus.insert(menus.end(), {entry.menu, {}});
        menu->rows.push_back(
            {entry.action->text(), entry.action->shortcut().toString(QKeySequence::NativeText), entry.id});
    }
    return menus;
}

} // namespace

QString commandListText(const CommandRegistry &commands)
{
    const std::vector<Menu> menus = menusOf(commands);
    qsizetype textWidth = 0;
    qsizetype keysWidth = 0;
    for (const Menu &menu : menus) {
        for (const Row &row : menu.rows) {
            textWidth = std::max(textWidth, row.text.size());
            keysWidth = std::max(keysWidth, row.keys.size());
        }
    }
    QString list;
    for (const Menu &menu : menus) {
        list += (list.isEmpty() ? QString() : QStringLiteral("\n")) + menu.title + QLatin1Char('\n');
        for (const Row &row : menu.rows)
            list += QStringLiteral("  %1  %2  %3\n")
                        .arg(row.text.leftJustified(textWidth), row.keys.leftJustified(keysWidth), row.id);
    }
    return list;
}

QString commandListHtml(const CommandRegistry &commands)
{
    QString page = QStringLiteral("<h1>%1</h1>").arg(Texts::tr("Watchglass: commands and keys").toHtmlEscaped());
    for (const Menu &menu : menusOf(commands)) {
        page += QStringLiteral("<h2>%1</h2><table width=\"100%\" cellpadding=\"3\">").arg(menu.title.toHtmlEscaped());
        for (const Row &row : menu.rows)
            page += QStringLiteral("<tr><td width=\"60%\">%1</td><td><b>%2</b></td></tr>")
                        .arg(row.text.toHtmlEscaped(), row.keys.toHtmlEscaped());
        page += QStringLiteral("</table>");
    }
    return page;
}

} // namespace watchglass::ui
