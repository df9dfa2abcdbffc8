#include "ui/shell/shortcut_file.h"

#include "ui/shell/command_registry.h"

#include <QSettings>

namespace watchglass::ui {

namespace {

const QString group = QStringLiteral("shortcuts");

/// Nothing for a text that names no keys.
std::optional<QKeySequence> parsed(const QString &text)
{
    const QKeySequence keys = QKeySequence::fromString(text, QKeySequence::PortableText);
    for (int i = 0; i < keys.count(); ++i) {
        if (keys[static_cast<uint>(i)].key() == Qt::Key_unknown)
            return {};
    }
    return keys.isEmpty() && !text.isEmpty() ? std::nullopt : std::optional(keys);
}

} // namespace

ShortcutFile::ShortcutFile(CommandRegistry &commands, QSettings &file)
    : m_commands(commands)
    , m_file(file)
{
    m_file.beginGroup(group);
    const QStringList ids = m_file.childKeys();
    m_file.endGroup();
    for (const QString &id : ids) {
        if (const auto keys = parsed(m_file.value(group + QLatin1Char('/') + id).toString()))
            m_commands.setShortcut(id, keys);
    }
    connect(&m_commands, &CommandRegistry::shortcutChanged, this, &ShortcutFile::keep);
}

void ShortcutFile::keep(const QString &id)
{
    const QString key = group + QLatin1Char('/') + id;
    if (const auto chosen = m_commands.chosenShortcut(id))
        m_file.setValue(key, chosen->toString(QKeySequence::PortableText));
    else
        m_file.remove(key);
}

} // namespace watchglass::ui
