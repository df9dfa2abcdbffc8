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
        .onAccent = QColor(0x0e1115),
        .focus = QColor(0x5c9dff),
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
        .onAccent = QColor(0xffffff),
        .focus = QColor(0x1f66d6),
        .selection = QColor(0xd9e7fb),
        .critical = QColor(0xd3222a),
        .warning = QColor(0xb87300),
        .information = QColor(0x00808f),
        .invalid = QColor(0xb01fa8),
        .series = {QColor(0x2d4fde), QColor(0x009e60), QColor(0x672f8b), QColor(0xa08900), QColor(0x733f03),
                   QColor(0x111c26), QColor(0x8c84b6), QColor(0x1d4a36)},
    };
}

/// For those who need it: black, white, and one yellow line that cannot be missed.
Theme contrast()
{
    return {
        .name = QStringLiteral("contrast"),
        .isDark = true,
        .focusWidth = 2,
        .window = QColor(0, 0, 0),
        .surface = QColor(0, 0, 0),
        .raised = QColor(0x161616),
        .hairline = QColor(0x8c8c8c),
        .grid = QColor(0x4a4a4a),
        .text = QColor(0xffffff),
        .textMuted = QColor(0xdcdcdc),
        .textFaint = QColor(0xa8a8a8),
        .accent = QColor(0xffd400),
        .onAccent = QColor(0, 0, 0),
        .focus = QColor(0xffd400),
        .selection = QColor(0x002f63),
        .critical = QColor(0xff6b6f),
        .warning = QColor(0xffc04d),
        .information = QColor(0x4fe4f2),
        .invalid = QColor(0xff7df6),
        .series = {QColor(0x8e99e8), QColor(0xa9e520), QColor(0xca2afb), QColor(0xf8f4d7), QColor(0x079311),
                   QColor(0xea79a5), QColor(0x70ec6e), QColor(0xaf8065)},
    };
}

const std::vector<Theme> &themes()
{
    static const std::vector<Theme> all{dark(), light(), contrast()};
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
