/* SPDX-License-Identifier: MIT
 *
 * What else a country is called: a table that is gone through from its beginning, since 249 rows take
 * less than a reader notices. Names that would fit two countries, such as Congo, are left out: what
 * comes near is offered for them.
 */
#include "store/country_name.h"

#include <string.h>

#include "base/i18n.h"
#include "text/fold.h"

struct country {
	char code[3];
	char alpha_3[4];
	const char *names; /* with a bar between them */
};

static const struct country countries[] = {
	{"AD", "AND", "Principality of Andorra"},
	{"AE", "ARE", "UAE|Emirates|阿聯酋|阿联酋"},
	{"AF", "AFG", "Islamic Republic of Afghanistan"},
	{"AG", "ATG", ""},
	{"AI", "AIA", ""},
	{"AL", "ALB", "Republic of Albania"},
	{"AM", "ARM", "Republic of Armenia"},
	{"AO", "AGO", "Republic of Angola"},
	{"AQ", "ATA", ""},
	{"AR", "ARG", "Argentine Republic|阿根廷"},
	{"AS", "ASM", ""},
	{"AT", "AUT", "Republic of Austria|Österreich"},
	{"AU", "AUS", "Commonwealth of Australia|澳洲|澳大利亞|澳大利亚"},
	{"AW", "ABW", ""},
	{"AX", "ALA", ""},
	{"AZ", "AZE", "Republic of Azerbaijan"},
	{"BA", "BIH", "Republic of Bosnia and Herzegovina|Bosnia|Bosnia-Herzegovina"},
	{"BB", "BRB", ""},
	{"BD", "BGD", "People's Republic of Bangladesh|East Pakistan"},
	{"BE", "BEL", "Kingdom of Belgium|België|Belgique"},
	{"BF", "BFA", "Upper Volta"},
	{"BG", "BGR", "Republic of Bulgaria"},
	{"BH", "BHR", "Kingdom of Bahrain"},
	{"BI", "BDI", "Republic of Burundi"},
	{"BJ", "BEN", "Republic of Benin|Dahomey"},
	{"BL", "BLM", "St Barthélemy|St Barts"},
	{"BM", "BMU", ""},
	{"BN", "BRN", "Brunei Darussalam|汶萊|文莱"},
	{"BO", "BOL", "Bolivia, Plurinational State of|Plurinational State of Bolivia"},
	{"BQ", "BES", "Caribbean Netherlands"},
	{"BR", "BRA", "Federative Republic of Brazil|Brasil|巴西"},
	{"BS", "BHS", "Commonwealth of the Bahamas|The Bahamas"},
	{"BT", "BTN", "Kingdom of Bhutan"},
	{"BV", "BVT", ""},
	{"BW", "BWA", "Republic of Botswana|Bechuanaland"},
	{"BY", "BLR", "Republic of Belarus|Byelorussia|Belorussia"},
	{"BZ", "BLZ", "British Honduras"},
	{"CA", "CAN", "加拿大"},
	{"CC", "CCK", "Cocos Islands|Keeling Islands"},
	{"CD", "COD", "Congo, The Democratic Republic of the|DRC|DR Congo|Congo-Kinshasa|Zaire"},
	{"CF", "CAF", "CAR"},
	{"CG", "COG", "Congo-Brazzaville|Republic of Congo|Congo Republic"},
	{"CH", "CHE", "Swiss Confederation|Schweiz|Suisse|Svizzera|瑞士"},
	{"CI", "CIV", "Republic of Côte d'Ivoire|Ivory Coast"},
	{"CK", "COK", ""},
	{"CL", "CHL", "Republic of Chile|智利"},
	{"CM", "CMR", "Republic of Cameroon"},
	{"CN", "CHN",
	 "People's Republic of China|PRC|中國|中国|中國大陸|中华人民共和国|中華人民共和國"},
	{"CO", "COL", "Republic of Colombia|哥倫比亞|哥伦比亚"},
	{"CR", "CRI", "Republic of Costa Rica|哥斯大黎加|哥斯达黎加"},
	{"CU", "CUB", "Republic of Cuba"},
	{"CV", "CPV", "Republic of Cabo Verde|Cape Verde"},
	{"CW", "CUW", ""},
	{"CX", "CXR", ""},
	{"CY", "CYP", "Republic of Cyprus"},
	{"CZ", "CZE", "Czech Republic|Česko|Česká republika"},
	{"DE", "DEU", "Federal Republic of Germany|Deutschland|德國|德国"},
	{"DJ", "DJI", "Republic of Djibouti"},
	{"DK", "DNK", "Kingdom of Denmark|Danmark"},
	{"DM", "DMA", "Commonwealth of Dominica"},
	{"DO", "DOM", ""},
	{"DZ", "DZA", "People's Democratic Republic of Algeria"},
	{"EC", "ECU", "Republic of Ecuador|厄瓜多|厄瓜多尔"},
	{"EE", "EST", "Republic of Estonia|Eesti"},
	{"EG", "EGY", "Arab Republic of Egypt|مصر|埃及"},
	{"EH", "ESH", ""},
	{"ER", "ERI", "State of Eritrea"},
	{"ES", "ESP", "Kingdom of Spain|España|西班牙"},
	{"ET", "ETH", "Federal Democratic Republic of Ethiopia|Abyssinia"},
	{"FI", "FIN", "Republic of Finland|Suomi"},
	{"FJ", "FJI", "Republic of Fiji"},
	{"FK", "FLK", "Falkland Islands|Falklands|Malvinas|Islas Malvinas"},
	{"FM", "FSM", "Micronesia, Federated States of|Federated States of Micronesia"},
	{"FO", "FRO", "Faeroe Islands|Føroyar"},
	{"FR", "FRA", "French Republic|法國|法国"},
	{"GA", "GAB", "Gabonese Republic"},
	{"GB", "GBR",
	 "United Kingdom of Great Britain and Northern Ireland|UK|Great Britain|Britain|The United "
	 "Kingdom|英國|英国"},
	{"GD", "GRD", ""},
	{"GE", "GEO", ""},
	{"GF", "GUF", ""},
	{"GG", "GGY", ""},
	{"GH", "GHA", "Republic of Ghana|Gold Coast|迦納|加纳"},
	{"GI", "GIB", ""},
	{"GL", "GRL", "Kalaallit Nunaat"},
	{"GM", "GMB", "Republic of the Gambia|The Gambia"},
	{"GN", "GIN", "Republic of Guinea"},
	{"GP", "GLP", ""},
	{"GQ", "GNQ", "Republic of Equatorial Guinea"},
	{"GR", "GRC", "Hellenic Republic|Hellas|Ελλάδα"},
	{"GS", "SGS", "South Georgia"},
	{"GT", "GTM", "Republic of Guatemala"},
	{"GU", "GUM", ""},
	{"GW", "GNB", "Republic of Guinea-Bissau|Portuguese Guinea"},
	{"GY", "GUY", "Republic of Guyana|British Guiana"},
	{"HK", "HKG", "Hong Kong Special Administrative Region of China|Hong Kong SAR|香港"},
	{"HM", "HMD", ""},
	{"HN", "HND", "Republic of Honduras"},
	{"HR", "HRV", "Republic of Croatia|Hrvatska"},
	{"HT", "HTI", "Republic of Haiti"},
	{"HU", "HUN", "Magyarország"},
	{"ID", "IDN", "Republic of Indonesia|印尼|印度尼西亞|印度尼西亚"},
	{"IE", "IRL", "Republic of Ireland|Éire|愛爾蘭|爱尔兰"},
	{"IL", "ISR", "State of Israel"},
	{"IM", "IMN", ""},
	{"IN", "IND", "Republic of India|Bharat|भारत|印度"},
	{"IO", "IOT", ""},
	{"IQ", "IRQ", "Republic of Iraq"},
	{"IR", "IRN", "Iran, Islamic Republic of|Islamic Republic of Iran|Persia"},
	{"IS", "ISL", "Republic of Iceland|Ísland"},
	{"IT", "ITA", "Italian Republic|Italia|義大利|意大利"},
	{"JE", "JEY", ""},
	{"JM", "JAM", ""},
	{"JO", "JOR", "Hashemite Kingdom of Jordan"},
	{"JP", "JPN", "Nippon|Nihon|日本|日本国"},
	{"KE", "KEN", "Republic of Kenya"},
	{"KG", "KGZ", "Kyrgyz Republic|Kirghizia"},
	{"KH", "KHM", "Kingdom of Cambodia|Kampuchea|កម្ពុជា|柬埔寨"},
	{"KI", "KIR", "Republic of Kiribati"},
	{"KM", "COM", "Union of the Comoros"},
	{"KN", "KNA", "St Kitts and Nevis|St. Kitts"},
	{"KP", "PRK",
	 "Korea, Democratic People's Republic of|Democratic People's Republic of "
	 "Korea|DPRK|조선민주주의인민공화국|北韓|朝鲜"},
	{"KR", "KOR", "Korea, Republic of|Republic of Korea|ROK|한국|대한민국|韓國|韩国|南韓"},
	{"KW", "KWT", "State of Kuwait"},
	{"KY", "CYM", ""},
	{"KZ", "KAZ", "Republic of Kazakhstan"},
	{"LA", "LAO", "Lao People's Democratic Republic|Lao PDR"},
	{"LB", "LBN", "Lebanese Republic"},
	{"LC", "LCA", "St Lucia"},
	{"LI", "LIE", "Principality of Liechtenstein"},
	{"LK", "LKA", "Democratic Socialist Republic of Sri Lanka|Ceylon"},
	{"LR", "LBR", "Republic of Liberia"},
	{"LS", "LSO", "Kingdom of Lesotho|Basutoland"},
	{"LT", "LTU", "Republic of Lithuania|Lietuva"},
	{"LU", "LUX", "Grand Duchy of Luxembourg"},
	{"LV", "LVA", "Republic of Latvia|Latvija"},
	{"LY", "LBY", "Libyan Arab Jamahiriya|State of Libya"},
	{"MA", "MAR", "Kingdom of Morocco|Maroc"},
	{"MC", "MCO", "Principality of Monaco"},
	{"MD", "MDA", "Moldova, Republic of|Republic of Moldova|Moldavia"},
	{"ME", "MNE", ""},
	{"MF", "MAF", "Saint Martin (French part)|St Martin"},
	{"MG", "MDG", "Republic of Madagascar"},
	{"MH", "MHL", "Republic of the Marshall Islands"},
	{"MK", "MKD",
	 "Republic of North Macedonia|Macedonia|FYROM|Former Yugoslav Republic of Macedonia"},
	{"ML", "MLI", "Republic of Mali"},
	{"MM", "MMR", "Republic of Myanmar|Burma|Union of Myanmar|မြန်မာ|緬甸|缅甸"},
	{"MN", "MNG", "蒙古"},
	{"MO", "MAC", "Macao Special Administrative Region of China|Macau|Macao SAR|澳門|澳门"},
	{"MP", "MNP", "Commonwealth of the Northern Mariana Islands"},
	{"MQ", "MTQ", ""},
	{"MR", "MRT", "Islamic Republic of Mauritania"},
	{"MS", "MSR", ""},
	{"MT", "MLT", "Republic of Malta"},
	{"MU", "MUS", "Republic of Mauritius"},
	{"MV", "MDV", "Republic of Maldives|The Maldives|Maldive Islands"},
	{"MW", "MWI", "Republic of Malawi|Nyasaland"},
	{"MX", "MEX", "United Mexican States|墨西哥"},
	{"MY", "MYS", "馬來西亞|马来西亚"},
	{"MZ", "MOZ", "Republic of Mozambique"},
	{"NA", "NAM", "Republic of Namibia|South West Africa"},
	{"NC", "NCL", ""},
	{"NE", "NER", "Republic of the Niger"},
	{"NF", "NFK", ""},
	{"NG", "NGA", "Federal Republic of Nigeria|奈及利亞|尼日利亚"},
	{"NI", "NIC", "Republic of Nicaragua"},
	{"NL", "NLD", "Kingdom of the Netherlands|The Netherlands|Holland|Nederland|荷蘭|荷兰"},
	{"NO", "NOR", "Kingdom of Norway|Norge|Noreg"},
	{"NP", "NPL", "Federal Democratic Republic of Nepal"},
	{"NR", "NRU", "Republic of Nauru"},
	{"NU", "NIU", ""},
	{"NZ", "NZL", "Aotearoa|紐西蘭|新西兰"},
	{"OM", "OMN", "Sultanate of Oman"},
	{"PA", "PAN", "Republic of Panama"},
	{"PE", "PER", "Republic of Peru|秘魯|秘鲁"},
	{"PF", "PYF", ""},
	{"PG", "PNG", "Independent State of Papua New Guinea"},
	{"PH", "PHL", "Republic of the Philippines|The Philippines|Pilipinas|菲律賓|菲律宾"},
	{"PK", "PAK", "Islamic Republic of Pakistan"},
	{"PL", "POL", "Republic of Poland|Polska|波蘭"},
	{"PM", "SPM", "St Pierre and Miquelon"},
	{"PN", "PCN", "Pitcairn"},
	{"PR", "PRI", ""},
	{"PS", "PSE",
	 "Palestine, State of|State of Palestine|Palestinian Territories|Palestinian "
	 "Territory|Occupied Palestinian Territory"},
	{"PT", "PRT", "Portuguese Republic"},
	{"PW", "PLW", "Republic of Palau"},
	{"PY", "PRY", "Republic of Paraguay|巴拉圭"},
	{"QA", "QAT", "State of Qatar"},
	{"RE", "REU", ""},
	{"RO", "ROU", "Rumania"},
	{"RS", "SRB", "Republic of Serbia"},
	{"RU", "RUS", "Russian Federation|Россия|俄羅斯|俄罗斯"},
	{"RW", "RWA", "Rwandese Republic"},
	{"SA", "SAU", "Kingdom of Saudi Arabia|KSA"},
	{"SB", "SLB", "The Solomon Islands"},
	{"SC", "SYC", "Republic of Seychelles"},
	{"SD", "SDN", "Republic of the Sudan"},
	{"SE", "SWE", "Kingdom of Sweden|Sverige|瑞典"},
	{"SG", "SGP", "Republic of Singapore|新加坡"},
	{"SH", "SHN", "Saint Helena|St Helena"},
	{"SI", "SVN", "Republic of Slovenia|Slovenija"},
	{"SJ", "SJM", ""},
	{"SK", "SVK", "Slovak Republic|Slovensko"},
	{"SL", "SLE", "Republic of Sierra Leone"},
	{"SM", "SMR", "Republic of San Marino"},
	{"SN", "SEN", "Republic of Senegal"},
	{"SO", "SOM", "Federal Republic of Somalia"},
	{"SR", "SUR", "Republic of Suriname|Surinam"},
	{"SS", "SSD", "Republic of South Sudan"},
	{"ST", "STP", "Democratic Republic of Sao Tome and Principe|Sao Tome"},
	{"SV", "SLV", "Republic of El Salvador|Salvador|薩爾瓦多|萨尔瓦多"},
	{"SX", "SXM", "Sint Maarten (Dutch part)"},
	{"SY", "SYR", "Syrian Arab Republic"},
	{"SZ", "SWZ", "Kingdom of Eswatini|Swaziland"},
	{"TC", "TCA", ""},
	{"TD", "TCD", "Republic of Chad"},
	{"TF", "ATF", ""},
	{"TG", "TGO", "Togolese Republic"},
	{"TH", "THA", "Kingdom of Thailand|Siam|ประเทศไทย|ไทย|泰國|泰国"},
	{"TJ", "TJK", "Republic of Tajikistan"},
	{"TK", "TKL", ""},
	{"TL", "TLS", "Democratic Republic of Timor-Leste|East Timor"},
	{"TM", "TKM", ""},
	{"TN", "TUN", "Republic of Tunisia"},
	{"TO", "TON", "Kingdom of Tonga"},
	{"TR", "TUR", "Republic of Türkiye|Turkey|土耳其"},
	{"TT", "TTO", "Republic of Trinidad and Tobago|Trinidad"},
	{"TV", "TUV", "Ellice Islands|吐瓦魯|图瓦卢"},
	{"TW", "TWN",
	 "Taiwan, Province of China|Republic of China|Republic of China (Taiwan)|Taiwan (Republic "
	 "of China)|ROC|Chinese Taipei|Formosa|台灣|臺灣|台湾|中華民國|中华民国|中華臺北|中華台北"},
	{"TZ", "TZA", "Tanzania, United Republic of|United Republic of Tanzania|Tanganyika"},
	{"UA", "UKR", "Україна|The Ukraine"},
	{"UG", "UGA", "Republic of Uganda"},
	{"UM", "UMI", "United States Minor Outlying Islands"},
	{"US", "USA",
	 "United States of America|The United States|The United States of "
	 "America|America|美國|美国"},
	{"UY", "URY", "Eastern Republic of Uruguay"},
	{"UZ", "UZB", "Republic of Uzbekistan"},
	{"VA", "VAT", "Holy See (Vatican City State)|Vatican|Vatican City|Vatican City State"},
	{"VC", "VCT", "St Vincent and the Grenadines|St. Vincent"},
	{"VE", "VEN", "Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela"},
	{"VG", "VGB", "Virgin Islands, British|BVI"},
	{"VI", "VIR",
	 "Virgin Islands, U.S.|Virgin Islands of the United States|USVI|United States Virgin "
	 "Islands"},
	{"VN", "VNM", "Socialist Republic of Viet Nam|越南"},
	{"VU", "VUT", "Republic of Vanuatu|New Hebrides"},
	{"WF", "WLF", ""},
	{"WS", "WSM", "Independent State of Samoa|Western Samoa"},
	{"YE", "YEM", "Republic of Yemen"},
	{"YT", "MYT", ""},
	{"ZA", "ZAF", "Republic of South Africa|RSA|Zuid-Afrika|南非"},
	{"ZM", "ZMB", "Republic of Zambia|Northern Rhodesia"},
	{"ZW", "ZWE", "Republic of Zimbabwe|Rhodesia|Southern Rhodesia"},
};

#define COUNTRIES (sizeof countries / sizeof countries[0])

/* A folded text without its blanks, as names are compared. */
static void add_letters(struct str *out, const char *bytes, size_t len)
{
	struct str folded = STR_EMPTY;
	text_fold(&folded, bytes, len);
	for (const char *c = str_text(&folded); *c; c++) {
		if (*c != ' ') {
			str_add_char(out, *c);
		}
	}
	str_clear(&folded);
}

/* How a text and a name are held against each other. */
typedef bool compare_letters(const struct str *name, const struct str *typed);

static bool is_same(const struct str *name, const struct str *typed)
{
	return strcmp(str_text(name), str_text(typed)) == 0;
}

static bool is_begun(const struct str *name, const struct str *typed)
{
	return strncmp(str_text(name), str_text(typed), typed->len) == 0;
}

static bool fits(const struct country *country, const struct str *typed, compare_letters *compare)
{
	struct str letters = STR_EMPTY;
	add_letters(&letters, country->alpha_3, strlen(country->alpha_3));
	bool does = compare(&letters, typed);
	for (const char *at = country->names; *at && !does;) {
		size_t len = strcspn(at, "|");
		str_reset(&letters);
		add_letters(&letters, at, len);
		does = compare(&letters, typed);
		at += len + (at[len] == '|');
	}
	str_clear(&letters);
	return does;
}

const char *country_name_code(const char *text)
{
	struct str typed = STR_EMPTY;
	size_t i = 0;
	add_letters(&typed, text, strlen(text));
	while (i < COUNTRIES && !fits(&countries[i], &typed, is_same)) {
		i++;
	}
	str_clear(&typed);
	return i < COUNTRIES ? countries[i].code : NULL;
}

void country_name_add_begun(struct str *codes, const char *text)
{
	struct str typed = STR_EMPTY;
	add_letters(&typed, text, strlen(text));
	for (size_t i = 0; i < COUNTRIES && typed.len > 0; i++) {
		if (fits(&countries[i], &typed, is_begun)) {
			str_add_format(codes, "%s%s ", codes->len > 0 ? "" : " ",
				       countries[i].code);
		}
	}
	str_clear(&typed);
}

bool country_name_check_code(const char *code, struct err *err)
{
	for (size_t i = 0; i < COUNTRIES; i++) {
		if (strcmp(countries[i].code, code) == 0) {
			return true;
		}
	}
	return err_set_field(err, "code", _("ISO 3166-1 gives the code %.2s to no country."), code);
}

bool country_name_is_doubtful(const char *text)
{
	return strlen(text) == 3 && strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") < 3;
}
