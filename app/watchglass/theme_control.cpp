#include "app/watchglass/theme_control.h"

#include "app/watchglass/system_look.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>

namespace watchglass::app {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::app::ThemeControl)
};

const QString key = QStringLiteral("appearance/theme");
const QString system = QStringLiteral("system");

} // namespace

ThemeControl::ThemeControl(settings::SettingsBook &book, SystemLook &look)
    : m_book(book)
    , m_system(look)
{
    connect(&m_book, &settings::SettingsBook::changed, this, [this](const QString &changed) {
        if (changed == key)
            apply();
    });
    connect(&m_system, &SystemLook::changed, this, &ThemeControl::apply);
    apply();
}

void ThemeControl::addCommands(ui::CommandRegistry &commands)
{
    const std::pair<QString, QString> themes[] = {
        {QStringLiteral("dark"), Texts::tr("Dark theme")},
        {QStringLiteral("light"), Texts::tr("Light theme")},
        {QStringLiteral("contrast"), Texts::tr("High contrast theme")},
        {system, Texts::tr("Theme of the desktop")},
    };
    auto *group = new QActionGroup(&commands);
    for (const auto &[name, text] : themes) {
        QAction *action =
            commands.add({QStringLiteral("view.theme.") + name, Texts::tr("View"), text, {}, [this, chosen = name] {
                              m_book.setValue(key, chosen);
                          }});
        action->setCheckable(true);
        action->setChecked(m_book.settings().appearance.theme == name);
        group->addAction(action);
    }
    connect(&m_book, &settings::SettingsBook::changed, group, [this, &commands](const QString &changed) {
        if (changed == key)
            commands.action(QStringLiteral("view.theme.") + m_book.settings().appearance.theme)->setChecked(true);
    });
}

QString ThemeControl::wantedTheme() const
{
    const QString chosen = m_book.settings().appearance.theme;
    if (chosen != system)
        return chosen;
    switch (m_system.look()) {
    case SystemLook::Look::Dark:
        return QStringLiteral("dark");
    case SystemLook::Look::Light:
        return QStringLiteral("light");
    case SystemLook::Look::HighContrast:
        return QStringLiteral("contrast");
    }
    return QStringLiteral("dark");
}

void ThemeControl::apply()
{
    if (m_book.settings().appearance.theme == system)
        m_system.follow();
    const ui::Theme &wanted = ui::themeByName(wantedTheme());
    if (!qApp->styleSheet().isEmpty() && ui::currentTheme().name == wanted.name)
        return; // dressing every widget anew takes a while
    ui::applyTheme(*qApp, wanted);
}

} // namespace watchglass::app
