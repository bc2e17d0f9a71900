#include "api-gateway/routes/report_text.hpp"

#include <fmt/format.h>

#include "api-gateway/http/json_writer.hpp"

namespace pixferry::routes {
namespace {

constexpr std::string_view kLineEnd = "\r\n";
constexpr std::string_view kBeginsFormula = "=+-@\t\r\n";
constexpr std::string_view kNeedsQuotes = "\",\r\n";

class CsvHeading {
 public:
  explicit CsvHeading(std::string& text) : text_(text) {}

  template <class Value>
  void member(std::string_view name, const Value&) {
    if (!text_.empty()) text_.push_back(',');
    text_.append(name);
  }

 private:
  std::string& text_;
};

class CsvLine {
 public:
  explicit CsvLine(std::string& text) : text_(text) {}

  void member(std::string_view, std::int64_t number) {
    separate();
    text_.append(fmt::format_int{number}.c_str());
  }
  void member(std::string_view name, const std::optional<std::int64_t>& number) {
    number ? member(name, *number) : separate();
  }
  void member(std::string_view, std::string_view value) {
    separate();
    const bool is_formula =
        !value.empty() && kBeginsFormula.find(value.front()) != std::string_view::npos;
    const bool is_quoted = value.find_first_of(kNeedsQuotes) != std::string_view::npos;
    if (is_quoted) text_.push_back('"');
    if (is_formula) text_.push_back('\'');
    for (const char c : value) {
      if (c == '"') text_.push_back('"');
      text_.push_back(c);
    }
    if (is_quoted) text_.push_back('"');
  }

 private:
  void separate() {
    if (!is_first_) text_.push_back(',');
    is_first_ = false;
  }

  std::string& text_;
  bool is_first_ = true;
};

class JsonLine {
 public:
  JsonLine() { json_.begin_object(); }

  void member(std::string_view name, std::int64_t number) { json_.field(name, number); }
  void member(std::string_view name, const std::optional<std::int64_t>& number) {
    json_.optional_field(name, number);
  }
  /// null where nothing is known.
  void member(std::string_view name, std::string_view value) {
    json_.key(name);
    value.empty() ? json_.null() : json_.value(value);
  }

  std::string take() {
    json_.end_object();
    return json_.take();
  }

 private:
  http::JsonWriter json_;
};

std::string text_of(const std::optional<Timestamp>& time) {
  return time ? rfc3339(*time) : std::string{};
}

/// The one list of what a report holds.
template <class Line>
void write_members(Line& line, const ReportedFile& reported, const StorageUrl& storage_url) {
  const auto& file = reported.file;
  line.member("file_id", file.id.value);
  line.member("path", std::string_view{file.path});
  line.member("size", file.size_bytes);
  line.member("state", name(file.state));
  line.member("reason", file.reason ? name(*file.reason) : std::string_view{});
  line.member("detail", std::string_view{file.detail});
  line.member("attempts", std::int64_t{file.attempts});
  line.member("finished_at", std::string_view{text_of(reported.finished_at)});
  line.member("source_file_id", std::string_view{reported.source_file_id});
  line.member("revision", std::string_view{reported.revision});
  line.member("declared_mime_type", std::string_view{reported.declared_mime_type});
  line.member("declared_sha256", std::string_view{reported.declared_sha256});
  line.member("declared_md5", std::string_view{reported.declared_md5});
  line.member("declared_dropbox_hash", std::string_view{reported.declared_dropbox_hash});
  line.member("image_id", file.image ? std::optional{file.image->value} : std::nullopt);
  const ReportedFile::Stored none;
  const auto& stored = reported.stored ? *reported.stored : none;
  line.member("sha256", std::string_view{stored.sha256});
  line.member("stored_size", reported.stored ? std::optional{stored.size_bytes} : std::nullopt);
  line.member("mime_type", std::string_view{stored.mime_type});
  line.member("taken_at", std::string_view{text_of(stored.taken_at)});
  line.member("object_key", std::string_view{stored.key.text});
  line.member("storage_url",
              std::string_view{reported.stored ? storage_url(stored.key) : std::string{}});
}

}  // namespace

std::string_view name(ReportFormat format) {
  return format == ReportFormat::csv ? "csv" : "jsonl";
}

std::optional<ReportFormat> report_format_named(std::string_view text) {
  if (text == "csv") return ReportFormat::csv;
  if (text == "jsonl") return ReportFormat::jsonl;
  return std::nullopt;
}

std::string report_heading(ReportFormat format) {
  std::string text;
  if (format == ReportFormat::jsonl) return text;
  CsvHeading heading{text};
  write_members(heading, {}, {});
  return text.append(kLineEnd);
}

void append_report_line(std::string& text, ReportFormat format, const ReportedFile& file,
                        const StorageUrl& storage_url) {
  if (format == ReportFormat::csv) {
    CsvLine line{text};
    write_members(line, file, storage_url);
    text.append(kLineEnd);
    return;
  }
  JsonLine line;
  write_members(line, file, storage_url);
  text.append(line.take()).push_back('\n');
}

}  // namespace pixferry::routes
