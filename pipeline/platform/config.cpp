#include "pipeline/platform/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "pipeline/platform/config_dotenv.hpp"
#include "pipeline/platform/config_values.hpp"
#include "pipeline/platform/printable_text.hpp"

namespace pixferry {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t kShownBytesMax = 80;
constexpr std::streamsize kFileBytesMax = 64 << 10;

/// What belongs to an .env for Supabase and means nothing here: the key for browsers.
constexpr std::string_view kSupabaseBrowserKey = "SUPABASE_KEY";

/// Variables that a later release has.
constexpr std::array<std::string_view, 1> kLaterVariables{"DROPBOX_WEB_URL"};

/// One place that values come from; earlier layers win.
struct Layer {
  std::string_view name;
  const Values& values;
};

/// A value that was found, before it is read.
struct Found {
  std::string text;
  std::string origin;
};

const std::string* set_value(const Values& values, std::string_view name) {
  const auto found = values.find(name);
  return found == values.end() || found->second.empty() ? nullptr : &found->second;
}

/// The whole of a small file; nothing if it cannot be read or is not small.
std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::error_code failure;
  if (!file || std::filesystem::is_directory(path, failure)) return std::nullopt;
  std::string text(static_cast<std::size_t>(kFileBytesMax) + 1, '\0');
  file.read(text.data(), kFileBytesMax + 1);
  if (file.bad() || file.gcount() > kFileBytesMax) return std::nullopt;
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

std::string without_last_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

class ConfigReader {
 public:
  explicit ConfigReader(const ConfigInput& input) : input_(input) {}

  Result<LoadedConfig> run() {
    read_dotenv();
    for (const auto& variable : config_variables()) read(variable);
    complain_about_unknown_flags();
    list_what_is_not_obeyed();
    complete();
    if (complaints_.empty()) return std::move(loaded_);
    return Error{ErrorCode::invalid_configuration, fmt::format("{}", fmt::join(complaints_, "\n"))};
  }

 private:
  void read_dotenv() {
    std::error_code failure;
    if (!std::filesystem::exists(input_.dotenv_path, failure)) return;
    const auto text = content_of(input_.dotenv_path);
    if (!text) {
      complaints_.push_back(fmt::format("{}: cannot be read, or is larger than 64 KiB",
                                        printable(input_.dotenv_path)));
      return;
    }
    auto parsed = parse_dotenv(*text);
    dotenv_ = std::move(parsed.values);
    std::ranges::move(parsed.complaints, std::back_inserter(complaints_));
  }

  void read(const ConfigVariable& variable) {
    const auto found =
        find(variable).value_or(Found{std::string{variable.default_value}, "default"});
    loaded_.values[std::string{variable.name}] = {
        variable.is_secret ? std::string{Secret{found.text}.masked()} : found.text, found.origin};
    if (found.text.empty()) return;
    if (auto done = variable.read(found.text, loaded_.config); !done) {
      complain(variable, found, done.error().message);
    }
  }

  std::optional<Found> find(const ConfigVariable& variable) {
    const std::string name{variable.name};
    const auto file_name = name + "_FILE";
    for (const auto& layer : layers_) {
      const auto* text = set_value(layer.values, name);
      const auto* path = set_value(layer.values, file_name);
      if (text != nullptr && path != nullptr) {
        complaints_.push_back(fmt::format("{}: set together with {} (both from {}); keep one", name,
                                          file_name, layer.name));
      }
      if (text != nullptr) return Found{*text, std::string{layer.name}};
      if (path != nullptr) return from_file(file_name, *path, layer);
    }
    return std::nullopt;
  }

  std::optional<Found> from_file(const std::string& name, const std::string& path,
                                 const Layer& layer) {
    auto text = content_of(path);
    if (!text) {
      complaints_.push_back(
          fmt::format("{}: \"{}\" (from {}) cannot be read, or is larger than "
                      "64 KiB; give the path of a small text file",
                      name, shown(path), layer.name));
      return std::nullopt;
    }
    auto value = without_last_newline(*std::move(text));
    if (value.empty()) {
      complaints_.push_back(
          fmt::format("{}: \"{}\" (from {}) is an empty file", name, shown(path), layer.name));
    }
    return Found{std::move(value), fmt::format("{}, {}", layer.name, name)};
  }

  static std::string shown(std::string_view text) {
    return escaped(cut_at_end(text, kShownBytesMax));
  }

  void complain(const ConfigVariable& variable, const Found& found, const std::string& why) {
    // A URL that was refused may hold a password before its @.
    const bool may_show = !variable.is_secret && found.text.find('@') == std::string::npos;
    const auto value = may_show ? fmt::format("\"{}\"", shown(found.text)) : "the value";
    complaints_.push_back(fmt::format("{}: {} (from {}) {}; for example {}={}", variable.name,
                                      value, found.origin, why, variable.name, variable.example));
  }

  static bool is_known(std::string_view name) {
    constexpr std::string_view kFile = "_FILE";
    const auto& table = config_variables();
    const auto names = [&](std::string_view text) {
      return std::ranges::find(table, text, &ConfigVariable::name) != table.end() ||
             std::ranges::find(kLaterVariables, text) != kLaterVariables.end() ||
             text == kSupabaseBrowserKey;
    };
    return names(name) ||
           (name.ends_with(kFile) && names(name.substr(0, name.size() - kFile.size())));
  }

  void complain_about_unknown_flags() {
    for (const auto& [name, value] : input_.flags) {
      if (!is_known(name)) {
        complaints_.push_back(fmt::format(
            "{}: there is no such variable; `pixferry config` lists them", printable(name)));
      }
    }
  }

  void list_what_is_not_obeyed() {
    const auto is_set = [&](const std::string& name) {
      return std::ranges::any_of(
          layers_, [&](const Layer& layer) { return set_value(layer.values, name) != nullptr; });
    };
    for (const auto later : kLaterVariables) {
      const std::string name{later};
      if (is_set(name) || is_set(name + "_FILE")) loaded_.not_yet_supported.push_back(name);
    }
    for (const auto& [name, value] : dotenv_) {
      if (!is_known(name)) loaded_.unknown.push_back(name);
    }
  }

  /// What depends on more than one variable.
  void complete() {
    auto& config = loaded_.config;
    if (config.public_url.empty() && config.port != 0) {
      config.public_url = url_of(config.host, config.port);
      loaded_.values["PUBLIC_URL"].text = config.public_url;
    }
    complain_about_storage();
    const auto& dropbox = config.dropbox;
    if (!dropbox.refresh_token.empty() && dropbox.app_key.empty()) {
      complaints_.emplace_back(
          "DROPBOX_APP_KEY: not set, but DROPBOX_REFRESH_TOKEN is, which works with the key of the "
          "app it was given to only");
    }
    if (!dropbox.app_secret.empty() && dropbox.app_key.empty()) {
      complaints_.emplace_back(
          "DROPBOX_APP_KEY: not set, but DROPBOX_APP_SECRET is; both are on the app's page");
    }
    const bool has_keys = !config.api_keys.empty() || config.allow_anonymous;
    if (!has_keys && !is_loopback(config.host)) {
      complaints_.push_back(
          fmt::format("HOST: \"{}\" is open to other machines, so API_KEYS must say who may come "
                      "in; set it, or "
                      "ALLOW_ANONYMOUS=1 to let in everybody",
                      shown(config.host)));
    }
  }

  void complain_about_storage() {
    const auto& supabase = loaded_.config.supabase;
    const auto& s3 = loaded_.config.s3;
    if (!supabase.url.empty() && !s3.bucket.empty()) {
      complaints_.emplace_back(
          "SUPABASE_URL and S3_BUCKET: images go to one store; keep one of the two");
    }
    if (!supabase.url.empty() && supabase.service_key.empty()) {
      complaints_.emplace_back(
          "SUPABASE_SERVICE_KEY: not set, but SUPABASE_URL is; it is in the project's settings "
          "under API keys, named service_role or secret");
    }
    if (!s3.bucket.empty() && (s3.access_key_id.empty() || s3.secret_access_key.empty())) {
      complaints_.emplace_back(
          "S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: both are needed, because S3_BUCKET is set");
    }
    if (s3.bucket.empty() && !s3.access_key_id.empty()) {
      complaints_.emplace_back("S3_BUCKET: not set, but S3_ACCESS_KEY_ID is; name the bucket");
    }
  }

  const ConfigInput& input_;
  Values dotenv_;
  const std::array<Layer, 3> layers_{Layer{"flag", input_.flags},
                                     Layer{"environment", input_.environment},
                                     Layer{".env", dotenv_}};
  LoadedConfig loaded_;
  std::vector<std::string> complaints_;
};

}  // namespace

Result<LoadedConfig> read_config(const ConfigInput& input) {
  return ConfigReader{input}.run();
}

std::string dotenv_example() {
  std::string text =
      "# Settings of pixferry. Copy this file to .env and change what you need: nothing has to be\n"
      "# set. Flags and the environment win over .env. Each variable also exists as NAME_FILE, "
      "the\n"
      "# path of a file that holds the value. `pixferry config` shows what is in force.\n";
  for (const auto& variable : config_variables()) {
    fmt::format_to(
        std::back_inserter(text), "\n# {}\n# Takes {}; {}.\n", variable.purpose, variable.takes,
        variable.default_value.empty() ? fmt::format("for example {}", variable.example)
                                       : fmt::format("{} unless set", variable.default_value));
    fmt::format_to(std::back_inserter(text), "#{}={}\n", variable.name,
                   variable.default_value.empty() ? "" : variable.default_value);
  }
  return text;
}

}  // namespace pixferry
