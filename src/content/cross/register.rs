//! The names that a reference may choose from.

use std::collections::BTreeMap;

use crate::content::cross::Scope;
use crate::model::id::Id;

/// What kind of thing a name is for, in words.
pub(super) struct Kind {
    /// 中文.
    pub(super) zh: &'static str,
    /// English.
    pub(super) en: &'static str,
    /// Where such things are written.
    pub(super) home: Home,
}

/// Where things of a kind are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    /// One file each in this folder of the book, as `content/accounts/`.
    Folder(&'static str),
    /// All in this file.
    File(&'static str),
    /// In the same file as the reference.
    Here,
}

impl Kind {
    const fn new(zh: &'static str, en: &'static str, home: Home) -> Kind {
        Kind { zh, en, home }
    }
}

/// 客户.
pub(super) const ACCOUNT: Kind = Kind::new("客户", "account", Home::Folder("content/accounts/"));
/// 行业.
pub(super) const INDUSTRY: Kind = Kind::new("行业", "industry", Home::Folder("content/industries/"));
/// 竞争对手.
pub(super) const COMPETITOR: Kind = Kind::new("竞争对手", "competitor", Home::Folder("content/competitors/"));
/// 构成.
pub(super) const COMPOSITION: Kind = Kind::new("构成", "composition", Home::Folder("content/compositions/"));
/// 竞争格局.
pub(super) const LANDSCAPE: Kind = Kind::new("竞争格局", "landscape", Home::Folder("content/landscapes/"));
/// 方法.
pub(super) const METHOD: Kind = Kind::new(
    "有步骤的方法",
    "playbook with steps",
    Home::Folder("content/playbook/"),
);
/// 人员.
pub(super) const PERSON: Kind = Kind::new("人员", "person", Home::File("content/people.yaml"));
/// 组织.
pub(super) const ORGANISATION: Kind =
    Kind::new("组织", "organisation", Home::File("content/organisations.yaml"));
/// A player without a name of its own.
pub(super) const PLAYER: Kind = Kind::new(
    "竞争对手或组织",
    "competitor or organisation",
    Home::Folder("content/competitors/"),
);
/// Who an offering comes from.
pub(super) const SUPPLIER: Kind = Kind::new(
    "人员或组织",
    "person or organisation",
    Home::File("content/people.yaml"),
);
/// 评分模型.
pub(super) const SCORECARD: Kind = Kind::new("评分模型", "scorecard model", Home::Folder("content/models/"));
/// 吸引力模型.
pub(super) const ATTRACTIVENESS: Kind = Kind::new(
    "行业吸引力模型",
    "attractiveness model",
    Home::Folder("content/models/"),
);
/// 等级.
pub(super) const LEVEL: Kind = Kind::new("等级", "tier level", Home::Folder("content/models/"));
/// 准入门槛.
pub(super) const GATE: Kind = Kind::new("准入门槛", "gate", Home::Folder("content/models/"));
/// 评分项.
pub(super) const CRITERION: Kind = Kind::new(
    "评分项",
    "criterion of the model",
    Home::Folder("content/models/"),
);
/// 吸引力因素.
pub(super) const FACTOR: Kind = Kind::new(
    "吸引力因素",
    "factor of the model",
    Home::Folder("content/models/"),
);
/// 比较组.
pub(super) const BENCHMARK: Kind = Kind::new(
    "比较组",
    "benchmark of the model",
    Home::Folder("content/models/"),
);
/// 指标.
pub(super) const MEASURE: Kind = Kind::new("指标", "measure", Home::Here);
/// 需求阶段.
pub(super) const STAGE: Kind = Kind::new(
    "该行业的需求阶段",
    "needs stage of the industry",
    Home::Folder("content/industries/"),
);
/// 步骤.
pub(super) const STEP: Kind = Kind::new(
    "该方法的步骤",
    "step of the playbook",
    Home::Folder("content/playbook/"),
);
/// 分析要点.
pub(super) const POINT: Kind = Kind::new(
    "该步骤的要点",
    "point of the step",
    Home::Folder("content/playbook/"),
);
/// 联系人.
pub(super) const CONTACT: Kind = Kind::new("本档案的联系人", "contact of this dossier", Home::Here);
/// 需求.
pub(super) const NEED: Kind = Kind::new("本档案的需求", "need of this dossier", Home::Here);
/// 目标.
pub(super) const OBJECTIVE: Kind = Kind::new("本档案的目标", "objective of this dossier", Home::Here);
/// 横轴.
pub(super) const HORIZONTAL: Kind = Kind::new("横轴上的格", "step of the horizontal axis", Home::Here);
/// 纵轴.
pub(super) const VERTICAL: Kind = Kind::new("纵轴上的格", "step of the vertical axis", Home::Here);
/// On a map.
pub(super) const MAP_PLAYER: Kind = Kind::new("图上的玩家", "player on this map", Home::Here);

/// A set of names.
pub(super) trait Names {
    /// True if the name is in it.
    fn has(&self, name: &str) -> bool;
    /// The same of an id, which other ids are sooner compared with than its text.
    fn has_id(&self, id: &Id) -> bool {
        self.has(id.as_str())
    }
    /// All of them, in order.
    fn all(&self) -> Vec<&str>;
}

impl<V> Names for BTreeMap<Id, V> {
    fn has(&self, name: &str) -> bool {
        self.contains_key(&Id::sought(name))
    }

    fn has_id(&self, id: &Id) -> bool {
        self.contains_key(id)
    }

    fn all(&self) -> Vec<&str> {
        self.keys().map(Id::as_str).collect()
    }
}

impl Names for Vec<&Id> {
    fn has(&self, name: &str) -> bool {
        self.iter().any(|id| id.is(name))
    }

    fn has_id(&self, id: &Id) -> bool {
        self.contains(&id)
    }

    fn all(&self) -> Vec<&str> {
        self.iter().map(|id| id.as_str()).collect()
    }
}

impl Names for Vec<&str> {
    fn has(&self, name: &str) -> bool {
        self.contains(&name)
    }

    fn all(&self) -> Vec<&str> {
        self.clone()
    }
}

/// Names of either set.
pub(super) struct Either<'a>(pub(super) &'a dyn Names, pub(super) &'a dyn Names);

impl Names for Either<'_> {
    fn has(&self, name: &str) -> bool {
        self.0.has(name) || self.1.has(name)
    }

    fn has_id(&self, id: &Id) -> bool {
        self.0.has_id(id) || self.1.has_id(id)
    }

    fn all(&self) -> Vec<&str> {
        let mut all = self.0.all();
        all.extend(self.1.all());
        all
    }
}

/// A kind with its names.
pub(super) struct Register<'a> {
    /// What the names are for.
    pub(super) kind: &'static Kind,
    /// The names.
    pub(super) names: &'a dyn Names,
}

/// A register of a kind.
pub(super) fn register<'a>(kind: &'static Kind, names: &'a dyn Names) -> Register<'a> {
    Register { kind, names }
}

impl<'a> Scope<'a> {
    /// 人员.
    pub(super) fn people(self) -> Register<'a> {
        register(&PERSON, &self.book.people)
    }

    /// 组织.
    pub(super) fn organisations(self) -> Register<'a> {
        register(&ORGANISATION, &self.book.organisations)
    }

    /// 客户.
    pub(super) fn accounts(self) -> Register<'a> {
        register(&ACCOUNT, &self.book.accounts)
    }

    /// 行业.
    pub(super) fn industries(self) -> Register<'a> {
        register(&INDUSTRY, &self.book.industries)
    }

    /// 竞争对手.
    pub(super) fn competitors(self) -> Register<'a> {
        register(&COMPETITOR, &self.book.competitors)
    }

    /// 等级, best first; `None` without a value model, where nothing has a tier.
    pub(super) fn levels(self) -> Option<Vec<&'a Id>> {
        let model = self.book.rulers.value.as_ref()?;
        Some(model.tiers.levels.iter().map(|level| &level.id.value).collect())
    }
}
