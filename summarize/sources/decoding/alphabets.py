"""Which letters people write, by language and script: what tells one code page from another."""

from __future__ import annotations

LATIN = {
    "Albanian": "ëç",
    "Catalan": "àéèíïóòúüç·",
    "Croatian": "čćđšž",
    "Czech": "áčďéěíňóřšťúůýž",
    "Danish and Norwegian": "æøåéòôè",
    "Dutch": "éëïöüèáóíê",
    "Estonian": "äõöüšž",
    "Finnish and Swedish": "äöåéü",
    "French": "àâæçéèêëîïôœùûüÿ",
    "German": "äöüßé",
    "Hungarian": "áéíóöőúüű",
    "Icelandic": "áðéíóúýþæö",
    "Irish": "áéíóú",
    "Italian": "àèéìíîòóùú",
    "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž",
    "Polish": "ąćęłńóśźż",
    "Portuguese": "áâãàçéêíóôõúü",
    "Romanian": "ăâîşţșț",
    "Slovak": "áäčďéíĺľňóôŕšťúýž",
    "Slovene": "čšž",
    "Spanish": "áéíñóúü",
    "Turkish": "çğıöşüâîûİ",
    "Welsh": "âêîôûŵŷäëïöü",
}
"""The letters beyond a to z of each language; a name of ours only."""

# The most frequent first.
RANKED = {
    "Cyrillic": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўјљњћђџ",
    "Greek": "αοιετσνηυρπκμλςωγάίόδέχθφήβύώξζψϊΐϋ",
    "Hebrew": "יוהלאמתרבשנםכעדקחפטגזסצןךףץ",
    "Arabic": "ايلمنرتبودعفسهكقحجشةأىصءضذطخثغزظإئؤآ",
    "Thai": "านรอกเงมยลวดทสตะปบคหแจพชขใไผโถธศัิ่้ีุูื์็๊ำึ",
}
"""The letters of a script, by how often they are written."""

# The most frequent characters in running text, simplified and traditional.
HAN = frozenset(
    "的一是不了在人有我他这这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实"
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實與關點機與將兩間長問題網無體業讓"
    "日本者年月社新合間高見手力場最性明通内教社員度政府市会議員東京報告関連情報記事書今何思言語話"
    "中文文本非常短文章简体繁體電腦软件公司工作生活问题世界北京上海台灣信息技术"
)

HANGUL = frozenset(
    "이다는을에의가고하지은사기로를한도있어서자리대나인그해시수정일보아부라전주만과들으것원스장조구상면니"
    "우마제비여성오공동신무문화게적소미연국세모래선치경안유생물방학습였했었던까할될된같말때년월"
)
