#pragma once

#include <QSet>
#include <QStyledItemDelegate>

#include <optional>

namespace watchglass::ui {

/// Paints rows of the tree and of the alarm table: a mark before the text, figures of equal width, quiet colours for
/// what is old or over, weight for what waits to be seen.
class MarkDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Which of the model's roles say what, and which columns hold numbers.
    struct Roles
    {
        int mark = 0;
        int faint = 0;             ///< bool: no longer true.
        std::optional<int> strong; ///< bool: not yet seen.
        std::optional<int> muted;  ///< bool: said in passing.
        QSet<int> numberColumns;
        QSet<int> mutedColumns;
    };

    MarkDelegate(Roles roles, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Roles m_roles;
};

} // namespace watchglass::ui
