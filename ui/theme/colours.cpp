#include "ui/theme/theme.h"

namespace watchglass::ui {

namespace {

Theme dark()
{
    return {
        .name = QStringLiteral("dark"),
        .isDark = true,
        .window = QColor(0x0e1115),
        .surface = QColor(0x14181d),
        .raised = QColor(0x1d232a),
        .hairline = QColor(0x2a313a),
        .grid = QColor(0x222831),
        .text = QColor(0xe6ebf1),
        .textMuted = QColor(0x9aa6b4),
        .textFaint = QColor(0x667280),
        .accent = QColor(0x5c9dff),
        .selection = QColor(0x1e3553),
        .critical = QColor(0xff5257),
        .warning = QColor(0xffb224),
        .information = QColor(0x2fd3e3),
        .invalid = QColor(0xe860e0),
        .series = {QColor(0x3f93ff), QColor(0xaef093), QColor(0xa06cb4), QColor(0xeada46), QColor(0xc46c2e),
                   QColor(0xc4c0ec), QColor(0x50cda0), QColor(0x667d6f)},
    };
}

Theme light()
{
    return {
        .name = QStringLiteral("light"),
        .isDark = false,
        .window = QColor(0xeef1f4),
        .surface = QColor(0xffffff),
        .raised = QColor(0xf5f7f9),
        .hairline = QColor(0xd5dbe2),
        .grid = QColor(0xe7ebef),
        .text = QColor(0x151b22),
        .textMuted = QColor(0x55616f),
        .textFaint = QColor(0x8793a1),
        .accent = QColor(0x1f66d6),
        .selection = QColor(0xd9e7fb),
        .critical = QColor(0xd3222a),
        .warning = QColor(0xb87300),
        .information = QColor(0x00808f),
        .invalid = QColor(0xb01fa8),
        .series = {QColor(0x2d4fde), QColor(0x0ea465), QColor(0x672f8b), QColor(0xa48d00), QColor(0x733f03),
                   QColor(0x111c26), QColor(0x8c84b6), QColor(0x1d4a36)},
    };
}

const std::vector<Theme> &themes()
{
    static const std::vector<Theme> all{dark(), light()};
    return all;
}

} // namespace

QStringList themeNames()
{
    QStringList names;
    for (const Theme &theme : themes())
        names << theme.name;
    return names;
}

const Theme &themeByName(const QString &name)
{
    for (const Theme &theme : themes()) {
        if (theme.name == name)
            return theme;
    }
    return themes().front();
}

} // namespace watchglass::ui
