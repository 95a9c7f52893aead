//! What mail programs write around a quoted message, per language.
//!
//! Everything is lower case; lines are lowered before they are compared.

/// Verbs that end or carry an attribution line ("On ... X wrote:").
/// en de fr es it nl pl pt ru uk sv no zh, then neighbours that cost nothing.
pub(super) const WROTE: &[&str] = &[
    "wrote",
    "schrieb",
    "geschrieben",
    "a écrit",
    "escribió",
    "ha scritto",
    "scrisse",
    "schreef",
    "geschreven",
    "napisał",
    "napisała",
    "napisał(a)",
    "escreveu",
    "написал",
    "написала",
    "написал(а)",
    "пише",
    "написав",
    "написала",
    "skrev",
    "写道",
    "寫道",
    "書きました",
    "napsal",
    "napsal(a)",
    "kirjoitti",
];

/// Words that begin an attribution line with a date in it.
pub(super) const DATE_STARTERS: &[&str] = &[
    "on ", "at ", "am ", "le ", "el ", "il ", "op ", "dnia ", "w dniu ", "em ", "den ", "в ", "у ",
    "в:", "在 ", "在", "dne ", "d. ", "---- on ",
];

/// First words of the lines of a copied message header, without the colon.
pub(super) const HEADER_NAMES: &[&str] = &[
    // en
    "from", "sent", "date", "to", "cc", "bcc", "subject", "reply-to", "importance",
    // de
    "von", "gesendet", "datum", "an", "betreff", "antwort an",
    // fr
    "de", "envoyé", "date d'envoi", "à", "objet", "répondre à",
    // es, pt
    "enviado", "enviado el", "fecha", "para", "asunto", "data", "enviada em", "enviado em",
    "assunto", "responder a",
    // it
    "da", "inviato", "a", "oggetto", "risposta", "rispondi a",
    // nl
    "van", "verzonden", "aan", "onderwerp",
    // pl
    "od", "wysłano", "do", "dw", "temat",
    // ru, uk
    "от", "отправлено", "дата", "кому", "тема", "від", "надіслано", "копия", "копія",
    // sv, no, da
    "från", "skickat", "till", "ämne", "kopia", "fra", "sendt", "dato", "til", "kopi", "emne",
    // zh, ja
    "发件人", "发送时间", "收件人", "主题", "抄送", "寄件者", "收件者", "主旨", "差出人", "宛先", "件名",
    "送信日時", "日期", "時間", "时间",
];

/// Titles that mail programs put between dashes above an older message.
pub(super) const OLD_MESSAGE_TITLES: &[&str] = &[
    "original message",
    "original appointment",
    "forwarded message",
    "begin forwarded message",
    "reply message",
    "ursprüngliche nachricht",
    "originalnachricht",
    "original-nachricht",
    "weitergeleitete nachricht",
    "anfang der weitergeleiteten nachricht",
    "message d'origine",
    "message original",
    "message transféré",
    "message initial",
    "début du message transféré",
    "mensaje original",
    "mensaje reenviado",
    "inicio del mensaje reenviado",
    "messaggio originale",
    "messaggio inoltrato",
    "inizio messaggio inoltrato",
    "oorspronkelijk bericht",
    "doorgestuurd bericht",
    "begin doorgestuurd bericht",
    "wiadomość oryginalna",
    "oryginalna wiadomość",
    "wiadomość przekazana",
    "mensagem original",
    "mensagem encaminhada",
    "исходное сообщение",
    "пересылаемое сообщение",
    "пересылаемое письмо",
    "вихідне повідомлення",
    "переслане повідомлення",
    "ursprungligt meddelande",
    "vidarebefordrat meddelande",
    "opprinnelig melding",
    "videresendt melding",
    "oprindelig meddelelse",
    "videresendt meddelelse",
    "原始邮件",
    "原始郵件",
    "转发邮件",
    "轉寄郵件",
    "邮件原件",
    "元のメッセージ",
];

/// Sentences that help desks print above their own text.
pub(super) const REPLY_ABOVE: &[&str] = &[
    "above this line",
    "reply above",
    "write above",
    "über dieser zeile",
    "oberhalb dieser zeile",
    "au-dessus de cette ligne",
    "encima de esta línea",
    "sopra questa riga",
    "boven deze regel",
    "powyżej tej linii",
    "acima desta linha",
    "выше этой строки",
    "вище цього рядка",
    "ovanför denna rad",
    "over denne linjen",
    "在此行上方",
];

/// Beginnings of the one-line signatures of phones and mail programs.
pub(super) const DEVICE_STARTS: &[&str] = &[
    "sent from", "sent via", "sent with", "sent by", "sent on my", "get outlook for",
    "get [outlook for", "from my ", "download outlook", "outlook for",
    "von meinem", "gesendet von", "gesendet mit", "diese nachricht wurde von mein",
    "envoyé depuis", "envoyé de ", "envoyé à partir", "obtenez outlook",
    "enviado desde", "enviado do", "enviado de ", "enviado a partir", "obtener outlook",
    "inviato da", "ottieni outlook",
    "verzonden met", "verzonden vanaf", "verstuurd vanaf", "verstuurd met",
    "wysłane z", "wysłano z",
    "отправлено с", "отправлено из", "надіслано з", "надіслано від",
    "skickat från", "skickades från", "sendt fra", "sent fra",
    "发自我的", "從我的", "从我的", "iphoneから送信",
];

/// Endings and whole forms of device signatures that do not begin with one of [`DEVICE_STARTS`].
pub(super) const DEVICE_ENDS: &[&str] = &["从我的 iphone 发送", " from mobile", "から送信", "發送", "发送"];
