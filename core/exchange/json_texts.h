#pragma once

#include "core/exchange/text_file.h"
#include "core/protocol/padded_text.h"

namespace watchglass::exchange {

/// The JSON texts of a file: one a line, or, where the first line alone is none, the whole file as one. Blank lines are
/// passed over.
/// Requires: the file outlives it. Thread: one.
class JsonTexts
{
public:
    explicit JsonTexts(TextFile &file)
        : m_file(file)
    {}

    /// False at the end. Errors: as TextFile.
    Result<bool> next();
    /// What next() found, until its next call, and the line that it begins in.
    const protocol::PaddedText &text() const { return m_text; }
    std::int64_t line() const { return m_line; }

private:
    Result<bool> nextLine(std::string_view &line);
    Result<bool> takeAll();

    TextFile &m_file;
    protocol::PaddedText m_text;
    std::string_view m_rest;
    std::size_t m_taken = 0; ///< Of what the file gave last.
    std::int64_t m_line = 0; ///< Of m_text.
    std::int64_t m_lines = 0;
    bool m_hasRead = false;
    bool m_isStarted = false;
};

/// Whether brackets and quotes are closed: a JSON text as far as it can be told without reading it.
bool isClosed(std::string_view json);

} // namespace watchglass::exchange
