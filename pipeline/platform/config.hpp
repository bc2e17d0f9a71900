#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/limits.hpp"
#include "pipeline/model/result.hpp"
#include "pipeline/platform/address_range.hpp"
#include "pipeline/platform/log.hpp"
#include "pipeline/platform/secret.hpp"

namespace pixferry {

/// Everything a user may set, already checked. Built once at start by `read_config`.
struct Config {
  std::string data_dir = "./data";
  std::string host = "127.0.0.1";
  std::uint16_t port = 8000;
  std::optional<std::uint16_t> metrics_port;  ///< of `pixferry worker`; none: it listens nowhere
  std::string
      public_url;  ///< without a trailing slash; http://HOST:PORT unless set, empty with PORT=0
  std::vector<Secret> api_keys;
  bool allow_anonymous = false;
  std::vector<std::string> cors_origins;
  int writes_per_minute = 600;      ///< of one key or address; 0: any number
  int failed_keys_per_minute = 30;  ///< of one address; 0: any number
  /// Whose X-Forwarded-For tells where a request comes from.
  std::vector<AddressRange> trusted_proxies;
  std::string web_dir;       ///< the built web app; empty: found beside the program
  std::string api_docs_dir;  ///< the viewer of the contract, likewise
  /// That webhooks may lead to although they are no public https ones: "http://10.0.0.7:9000".
  std::vector<std::string> webhook_allowed_origins;

  Secret database_url;           ///< empty: SQLite in data_dir
  std::string database_ca_file;  ///< empty: as the URL's sslmode says
  Secret redis_url;              ///< empty: queue, pace and news stay in the process
  std::string redis_ca_file;     ///< empty: the system's authorities

  /// Where images are stored: in one of these, or in data_dir where both are empty.
  struct Supabase {
    std::string url;  ///< without a trailing slash; empty: not there
    Secret service_key;
    std::string bucket = "images";
  } supabase;
  struct S3 {
    std::string endpoint;  ///< without a trailing slash; empty: Amazon's own for the region
    std::string region = "us-east-1";
    std::string bucket;  ///< empty: not there
    std::string access_key_id;
    Secret secret_access_key;
    Secret session_token;
    std::string public_url;  ///< empty: links are signed
    bool virtual_host = false;
  } s3;
  bool stores_in_bucket() const { return !supabase.url.empty() || !s3.bucket.empty(); }

  Secret google_api_key;
  std::string google_drive_api_url = "https://www.googleapis.com";  ///< without a trailing slash
  std::string google_drive_web_url = "https://drive.google.com";    ///< without a trailing slash
  int google_drive_rate = 0;  ///< requests a second over all workers; 0: as the provider allows

  /// Who asks Dropbox: a token that is renewed, one that is not, or an app without a user.
  struct Dropbox {
    Secret access_token;
    Secret refresh_token;
    Secret app_key;
    Secret app_secret;
    std::string api_url = "https://api.dropboxapi.com";          ///< without a trailing slash
    std::string content_url = "https://content.dropboxapi.com";  ///< likewise
    int rate = 0;  ///< requests a second over all workers; 0: as Dropbox allows

    bool is_set() const {
      return !access_token.empty() || (!app_key.empty() && !app_secret.empty()) ||
             (!app_key.empty() && !refresh_token.empty());
    }
  } dropbox;

  bool thumbnails = true;  ///< off: nobody looks into the images
  bool keep_gps = false;

  log::Level log_level = log::Level::info;
  std::optional<log::Format> log_format;  ///< text on a terminal, JSON elsewhere, unless set
  Limits limits;
};

/// One variable: how it is called, what it takes, and where it goes.
struct ConfigVariable {
  std::string_view name;                ///< "WORKER_TRANSFERS"
  std::string_view takes;               ///< "a whole number from 1 to 256"
  std::string_view default_value = {};  ///< as it would be written; empty: not set
  std::string_view example;             ///< for error messages and .env.example
  std::string_view purpose;             ///< one sentence
  bool is_secret = false;
  /// Reads the text into the configuration; the Error's message says what is wrong with it.
  std::function<Result<>(std::string_view text, Config& config)> read = nullptr;
};

/// All variables, in the order in which they are documented.
const std::vector<ConfigVariable>& config_variables();

/// A variable's value, and where it came from: "flag", "environment", ".env", "default", or for
/// NAME_FILE "environment, API_KEYS_FILE" and the like.
struct ConfigValue {
  std::string text;  ///< as it was written; of a secret only "***"
  std::string origin;
};

struct LoadedConfig {
  Config config;
  std::map<std::string, ConfigValue, std::less<>> values;  ///< by variable name
  /// Variables that are set and that a later release will obey: to be shown at every start.
  std::vector<std::string> not_yet_supported;
  /// Names in `.env` that mean nothing to us: typing errors, as a rule.
  std::vector<std::string> unknown;
};

/// What the process was given. `environment` holds NAME=value pairs already split.
struct ConfigInput {
  std::map<std::string, std::string, std::less<>> flags;
  std::map<std::string, std::string, std::less<>> environment;
  std::string dotenv_path = ".env";  ///< read if it exists
};

/// Flags, then the environment, then `.env`, then defaults; each variable also as NAME_FILE, whose
/// content is taken without its last newline. An empty value counts as not set. The Error is
/// `invalid_configuration` and lists every complaint at once, one a line: name, what was read
/// (never a secret), why, an example.
Result<LoadedConfig> read_config(const ConfigInput& input);

/// The text of `.env.example`, made from the descriptors.
std::string dotenv_example();

/// "250ms", "25s", "10m", "1h".
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
/// "1048576", "100 MiB", "8MB".
std::optional<std::int64_t> parse_bytes(std::string_view text);

}  // namespace pixferry
